/** Watches a run with invariants: each until it first breaks, so that one does not hide another. */

import type { Observer, World } from "../../sim/kernel/observer.ts";
import type { SimTime } from "../../sim/kernel/time.ts";
import type { Finding, Invariant, Watcher } from "../property.ts";

export interface Guard {
  readonly observer: Observer;
  /** Whether any has broken so far. */
  readonly broken: boolean;
  /** After the run: what each found, in the order given. */
  findings(world: World): readonly { readonly invariant: Invariant; readonly finding: Finding }[];
}

interface Post {
  readonly invariant: Invariant;
  watcher: Watcher | undefined;
  wrong: { readonly reason: string; readonly at: SimTime } | undefined;
}

export function guard(invariants: readonly Invariant[]): Guard {
  const posts: Post[] = invariants.map((invariant) => ({
    invariant,
    watcher: undefined,
    wrong: undefined,
  }));
  let watching: Post[] = [];
  let begun = false;
  let broken = false;
  const fail = (post: Post, reason: string, at: SimTime): void => {
    post.wrong = { reason, at };
    broken = true;
    watching = watching.filter((other) => other !== post);
  };
  return {
    get broken() {
      return broken;
    },
    observer: {
      onStep(step, world) {
        if (!begun) {
          begun = true;
          for (const post of posts) post.watcher = post.invariant.watch(world);
          watching = posts.slice();
        }
        for (let index = 0; index < watching.length; index += 1) {
          const post = watching[index]!;
          const reason = post.watcher!.after(step);
          if (reason !== undefined) fail(post, reason, world.now);
        }
      },
    },
    findings(world) {
      for (const post of watching) {
        const reason = post.watcher?.atEnd?.();
        if (reason !== undefined) fail(post, reason, world.now);
      }
      return posts.map((post) => ({ invariant: post.invariant, finding: findingOf(post) }));
    },
  };
}

function findingOf({ watcher, wrong }: Post): Finding {
  const checked = watcher?.checked ?? 0;
  if (wrong !== undefined) return { verdict: "broken", checked, ...wrong };
  if (checked === 0) return { verdict: "unknown", checked, reason: "nothing to look at happened" };
  return { verdict: "holds", checked, reason: "at every event that concerns it" };
}
