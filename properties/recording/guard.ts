/** Watches a run with invariants: each until it first breaks, so that one does not hide another. */

import type { Observer, World } from "../../sim/kernel/observer.ts";
import type { AnyRole } from "../../sim/kernel/role.ts";
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

/** Those who are shown the steps of one role, or of all. */
interface Watch {
  readonly role: AnyRole | undefined;
  /** Who has not found anything wrong yet. */
  posts: readonly Post[];
}

export function guard(invariants: readonly Invariant[]): Guard {
  const posts: readonly Post[] = invariants.map((invariant) => ({
    invariant,
    watcher: undefined,
    wrong: undefined,
  }));
  const watches = byRole(posts);
  let begun = false;
  return {
    get broken() {
      return posts.some(({ wrong }) => wrong !== undefined);
    },
    observer: {
      onStep(step, world) {
        if (!begun) {
          begun = true;
          for (const post of posts) post.watcher = post.invariant.watch(world);
        }
        for (const watch of watches) {
          if (watch.role !== undefined && step.by(watch.role) === undefined) continue;
          for (const post of watch.posts) {
            const reason = post.watcher!.after(step);
            if (reason !== undefined) fail(watch, post, reason, world.now);
          }
        }
      },
    },
    findings(world) {
      for (const watch of watches) {
        for (const post of watch.posts) {
          const reason = post.watcher?.atEnd?.();
          if (reason !== undefined) fail(watch, post, reason, world.now);
        }
      }
      return posts.map((post) => ({ invariant: post.invariant, finding: findingOf(post) }));
    },
  };
}

/** A step of somebody else is dismissed once, not by each of them. */
function byRole(posts: readonly Post[]): readonly Watch[] {
  const roles = new Set(posts.map(({ invariant }) => invariant.watches));
  return [...roles].map((role) => ({
    role,
    posts: posts.filter(({ invariant }) => invariant.watches === role),
  }));
}

function fail(watch: Watch, post: Post, reason: string, at: SimTime): void {
  post.wrong = { reason, at };
  watch.posts = watch.posts.filter((other) => other !== post);
}

function findingOf({ watcher, wrong }: Post): Finding {
  const checked = watcher?.checked ?? 0;
  if (wrong !== undefined) return { verdict: "broken", checked, ...wrong };
  if (checked === 0) return { verdict: "unknown", checked, reason: "nothing to look at happened" };
  return { verdict: "holds", checked, reason: "at every event that concerns it" };
}
