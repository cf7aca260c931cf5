import { type Duration, toSeconds } from "../../sim/kernel/time.ts";
import { awayAt, departures, type Fleet } from "./metadata-figures.ts";

/** The phases of a storm in a line, each with its virtual time, up to `until`. */
export function phasesOf(
  fleet: Fleet,
  disruption: { readonly from: Duration; readonly until: Duration },
  until: Duration,
): string {
  return [
    `${when(disruption.from)} no network until ${when(disruption.until)}`,
    ...storm(fleet, toSeconds(disruption.from), toSeconds(until)),
    ...absences(fleet, until),
  ].join("; ");
}

/** The second in which most was asked for, and from when on nothing is answered in time any more. */
function storm({ servers }: Fleet, from: number, until: number): readonly string[] {
  const seconds = Array.from({ length: Math.max(0, until - from) }, (_, index) => from + index);
  const asked = (second: number): number => total(servers.map(({ state }) => state.asked[second]));
  const answered = (second: number): number =>
    total(servers.map(({ state }) => state.answered[second]));
  const busiest = seconds.reduce((most, each) => (asked(each) > asked(most) ? each : most), from);
  if (asked(busiest) === 0) return [];
  const peak = `${busiest} s most questions in a second, ${asked(busiest)}`;
  const unanswered = seconds.findLast((second) => asked(second) > 0 && answered(second) > 0);
  const last = seconds.findLast((second) => asked(second) > 0);
  if (unanswered === last) return [peak];
  const since = unanswered === undefined ? from : unanswered + 1;
  return [peak, `from ${since} s on no answer in time`];
}

function absences(fleet: Fleet, until: Duration): readonly string[] {
  const left = departures(fleet).filter((instant) => instant <= until);
  if (left.length === 0) return ["nobody leaves service"];
  const most = left.reduce((worst, each) =>
    awayAt(fleet, each) > awayAt(fleet, worst) ? each : worst,
  );
  const count = `${awayAt(fleet, most)} of ${fleet.servers.length}`;
  const back = fleet.servers.flatMap(({ state }) =>
    state.absences.flatMap((absence) => absence.until ?? []),
  );
  const away = awayAt(fleet, until);
  return [
    `${when(left[0]!)} first server out of service`,
    `${when(most)} most of them, ${count}`,
    away > 0 ? `${when(until)} still ${away}` : `${when(Math.max(...back))} the last one is back`,
  ];
}

const total = (counts: readonly (number | undefined)[]): number =>
  counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);

const when = (instant: number): string => `${Number(toSeconds(instant).toFixed(3))} s`;
