/** How charts look. They name what a shape means, never its colour. */

const families = ["kill", "pause", "cut", "packet", "disk", "clock", "other"] as const;
const ballotColours = ["b0", "b1", "b2", "b3", "b4", "b5"] as const;
const messageClasses = ["client", "replication", "leadership", "lease"] as const;

const each = (names: readonly string[], rule: (name: string) => string): string =>
  names.map(rule).join("");

export const chartStyle = `
svg{display:block;width:100%;min-width:720px;height:auto;font:11px/1.2 var(--sans);fill:var(--ink);overflow:visible}
svg.sheet,svg.key{min-width:0;width:auto}svg.sheet{position:absolute;width:0;height:0}
svg text{paint-order:stroke}
.grid{stroke:var(--grid);fill:none}.rule{stroke:var(--faint);fill:none}.lane{stroke:var(--hair);fill:none}
.tick{fill:var(--soft);font-variant-numeric:tabular-nums}.unit{fill:var(--faint)}
.block-name{fill:var(--faint);font-size:11px;font-weight:600}.lane-name{fill:var(--ink)}.remark{fill:var(--faint);font-style:italic}
.panel-name{font-weight:600;fill:var(--soft)}
.paper-ink{fill:var(--paper)}
.diagonal{fill:url(#diagonal)}.vertical{fill:url(#vertical)}.dots{fill:url(#dots)}
.ok.fill{fill:var(--ok-fill)}.unknown.fill{fill:var(--unknown)}.failed.fill{fill:var(--failed)}
.fault .tint{opacity:.17}.fault .edge{fill:none;opacity:.75}.fault .band{opacity:.62}.band-name,.in-band{fill:var(--soft)}.in-band{fill:var(--ink)}
${each(families, (name) => `.${name} .tint,.${name} .band{fill:var(--${name})}.${name} .edge{stroke:var(--${name})}`)}
.ballot{--ballot:var(--faint)}${each(ballotColours, (name) => `.ballot.${name}{--ballot:var(--${name})}`)}
.ballot .solid{fill:var(--ballot)}.ballot .hollow{fill:var(--paper);stroke:var(--ballot);stroke-width:1.4}.ballot .doubtful{stroke-dasharray:3 2}.gone{stroke:var(--faint);stroke-width:1.5;stroke-dasharray:1.5 4}
.ballot .still{fill:var(--faint)}.ballot .dashed{fill:none;stroke:var(--ballot);stroke-dasharray:3 3}
.ballot .hole{fill:var(--paper)}.ballot .cross{stroke:var(--ink);stroke-width:1.6;fill:none}.on-solid{fill:var(--paper);font-weight:600}
.dimension path{stroke:var(--ink);fill:none}.dimension text{font-weight:600;stroke:var(--paper);stroke-width:4px}
.after-load rect{fill:var(--raised)}.after-load text{fill:var(--faint);font-style:italic}
.violation{outline:none}.violation .line{stroke:var(--failed);stroke-dasharray:4 3;fill:none}.violation .glyph{stroke:var(--failed);stroke-width:3;fill:none}.violation text{fill:var(--failed);font-weight:600;stroke:var(--paper);stroke-width:3px}
.bracket path{stroke:var(--soft);fill:none}.bracket text{fill:var(--soft)}
.dot{fill:none}.dot.ok{stroke:var(--ok);stroke-width:2.6;stroke-linecap:round;opacity:.55}
.dot.unknown{stroke:var(--unknown);stroke-width:1.2}.dot.failed{stroke:var(--failed);stroke-width:1.1;opacity:.75}
.line{fill:none}.line.p50{stroke:var(--ink);stroke-width:1.7}.line.p99{stroke:var(--ink);stroke-width:1.2;stroke-dasharray:4 2}
.line-name{font-weight:600;stroke:var(--paper);stroke-width:3px}
.op text{font-family:var(--mono);font-size:10.5px;pointer-events:none}.op .box{stroke-width:1}
.op.ok .box{fill:var(--ok-tint);stroke:var(--ok)}.op.ok.write .box{fill:var(--ok-soft)}
.op.failed .box{fill:var(--failed-soft);stroke:var(--failed)}.op.failed.write .box{fill:var(--failed)}.op.failed text{stroke:var(--failed-soft);stroke-width:3px}
.op.unknown .box{fill:var(--unknown-tint);stroke:var(--unknown);stroke-dasharray:3 2}.op.unknown.write .box{fill:var(--unknown-soft)}
.dense .op .box{stroke-width:.6;stroke-dasharray:none}.dense .op.ok .box{fill:var(--ok-soft)}.dense .op.ok.write .box{fill:var(--ok-fill)}
.op .tail{fill:url(#fade)}.fade-from{stop-color:var(--unknown);stop-opacity:.7}.fade-to{stop-color:var(--unknown);stop-opacity:0}
.ring{fill:none;stroke:var(--failed);stroke-width:2.4}.ring-name circle{fill:var(--failed)}.op .ring-name text{stroke:none;fill:var(--paper);font:600 11px var(--sans)}
.order path{fill:none;stroke:var(--ink);stroke-dasharray:2 2}.order circle{fill:var(--ink)}.order text{fill:var(--paper);font-size:9px}.order{pointer-events:none}
.life{stroke:var(--hair);stroke-width:1.5;fill:none}.role-name{font-weight:600;font-size:12px}
.message{--stroke:var(--soft)}${each(messageClasses, (name) => `.message.${name}{--stroke:var(--${name})}`)}
.message .shaft{stroke:var(--stroke);fill:none;stroke-width:1.2}.message .head{fill:var(--stroke)}.message text{fill:var(--ink);font-size:10px;stroke:var(--paper);stroke-width:3px}
.message.leadership .shaft{stroke-dasharray:7 2}.message.lease .shaft{stroke-dasharray:2 2}.message.client .shaft{stroke-width:1.9}.message.in-flight .shaft{opacity:.6}
.message .cross{stroke:var(--failed);stroke-width:2.2;fill:none}.message.dropped text{fill:var(--soft)}
.message:hover .shaft,.message:target .shaft{stroke-width:3}
.mark path{fill:var(--paper);stroke:var(--ink);stroke-width:1.2}.mark.is-mark path,.mark.is-persisted path{fill:var(--ink)}.mark text{fill:var(--soft);font-size:9.5px;stroke:var(--paper);stroke-width:3px}
.lull path{stroke:var(--faint);fill:none}.lull text{fill:var(--faint);font-style:italic}
.op:target .box,.violation:target .line,.violation:focus-visible .line{stroke:var(--ink);stroke-width:3}
.cursor line{stroke:var(--ink);stroke-width:1;pointer-events:none}.cursor text{font-weight:600;stroke:var(--paper);stroke-width:4px;pointer-events:none;font-variant-numeric:tabular-nums}
`;
