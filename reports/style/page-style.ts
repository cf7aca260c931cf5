/** How the page is set: five sizes of type, hair lines rather than boxes, figures in columns. */

export const pageStyle = `
:root{--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
*{box-sizing:border-box}html{scroll-padding-top:64px}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.55 var(--sans);-webkit-text-size-adjust:100%}
main{max-width:1168px;margin:0 auto;padding:40px 24px 96px}
h1,h2,h3,p,dl,dd,figure,table{margin:0}
h1{font-size:27px;line-height:1.25;font-weight:650;letter-spacing:-.012em;max-width:44em}
h2{font-size:20px;line-height:1.3;font-weight:650;letter-spacing:-.006em}
h3{font-size:15px;font-weight:650}
a{color:var(--ok);text-decoration-thickness:1px;text-underline-offset:2px}
code,.mono{font-family:var(--mono);font-size:.9em}
.small{font-size:13px}.soft{color:var(--soft)}.eyebrow{font-size:13px;color:var(--soft);margin-bottom:8px}
.eyebrow b{color:var(--ink)}
.sub{margin:32px 0 8px}.lede{color:var(--soft);max-width:56em}figcaption b{color:var(--ink)}.verdict a{display:inline-block;margin-top:4px}
.holds{--tone:var(--ok);--tone-soft:var(--ok-soft);--tone-tint:var(--ok-tint)}
.unknown{--tone:var(--unknown);--tone-soft:var(--unknown-soft);--tone-tint:var(--unknown-tint)}
.broken{--tone:var(--failed);--tone-soft:var(--failed-soft);--tone-tint:var(--failed-tint)}
.verdict{display:flex;gap:18px;align-items:flex-start;margin:24px 0;padding:18px 22px;background:var(--tone-tint);border-left:5px solid var(--tone);border-radius:3px}
.verdict p{font-size:17px;line-height:1.5;max-width:52em}
.badge{flex:none;display:inline-flex;align-items:center;gap:8px;font-weight:650;color:var(--tone);white-space:nowrap}
.verdict .badge{font-size:20px;min-width:112px;line-height:1.27}
.facts{display:flex;flex-wrap:wrap;gap:10px 36px;font-size:13px}
.facts dt{color:var(--soft)}.facts dd{font-family:var(--mono);font-size:12.5px}
.replay{display:flex;flex-wrap:wrap;gap:12px;align-items:center;margin-top:20px}
.replay code{background:var(--raised);border:1px solid var(--hair);padding:8px 14px;border-radius:4px;font-size:13px;overflow-wrap:anywhere}
.source{margin-top:16px}
button,.button{font:600 13px var(--sans);color:var(--ink);background:var(--paper);border:1px solid var(--hair);border-radius:4px;padding:8px 14px;cursor:pointer;text-decoration:none}
button:hover,.button:hover{border-color:var(--faint)}
section{margin-top:56px}section>h2+.lede{margin:4px 0 20px}.note{margin-top:12px;max-width:72em}
.case{margin-top:48px}.case.several{margin-top:88px;padding-top:28px;border-top:2px solid var(--ink)}.case-name{font-size:27px}.verdict .meant{margin-top:8px;padding:2px 8px}
.bar{position:sticky;top:0;z-index:2;background:var(--paper);border-bottom:1px solid var(--hair);display:flex;flex-wrap:wrap;gap:4px 18px;align-items:center;padding:10px 0;font-size:13px;margin-top:40px}
.bar nav{display:flex;flex-wrap:wrap;gap:2px 16px}.bar nav a{color:var(--soft);text-decoration:none}.bar nav a:hover{color:var(--ink);text-decoration:underline}
.bar .views{display:flex;margin-left:auto;border:1px solid var(--hair);border-radius:4px;overflow:hidden}
.views label{padding:4px 12px;cursor:pointer;color:var(--soft)}.views input{position:absolute;opacity:0;pointer-events:none}
.views label:has(:checked){background:var(--raised);color:var(--ink);font-weight:600}.views label:has(:focus-visible){outline:2px solid var(--ok)}
.now{font-family:var(--mono);min-width:9em;text-align:right;color:var(--ink)}
.case:has(.pick-close:checked) .whole{display:none}.case:has(.pick-whole:checked) .close{display:none}
.headline{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:20px 28px;margin:32px 0 0}
.headline div{display:flex;flex-direction:column-reverse;justify-content:flex-end;gap:2px}.headline dt{font-size:13px;color:var(--soft);line-height:1.35}.headline dd{font-size:27px;line-height:1.25;font-weight:600;letter-spacing:-.012em;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:13px;line-height:1.45;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--soft);padding-bottom:6px}
th{font-weight:600;color:var(--soft);text-align:left;padding:6px 16px 6px 0;border-bottom:1px solid var(--hair);vertical-align:bottom;white-space:nowrap}
td{padding:8px 16px 8px 0;border-bottom:1px solid var(--hair);vertical-align:top}
td:last-child,th:last-child{padding-right:0}
th.number,td.number{text-align:right;white-space:nowrap}.under{display:block;color:var(--soft);font-size:12px}
tr.default{color:var(--faint)}
.promises td{min-width:76px}.promises td:nth-child(2){min-width:270px}.promises td:first-child{min-width:118px}.promises .reason{min-width:240px;overflow-wrap:anywhere}.promises tr.off{background:var(--tone-tint)}.promises tr>:first-child{padding-left:12px}.promises tr.off>:first-child{box-shadow:inset 4px 0 var(--tone)}
.meant{display:inline-block;white-space:nowrap;font-size:12px;border:1px dashed var(--soft);border-radius:3px;padding:0 6px;color:var(--soft)}
.measures{display:grid;grid-template-columns:repeat(auto-fill,minmax(210px,1fr));gap:0 32px;font-size:13px}
.measures div{display:flex;justify-content:space-between;gap:12px;border-bottom:1px solid var(--hair);padding:6px 0}.measures dt{color:var(--soft)}.measures dd{font-variant-numeric:tabular-nums;font-weight:600;white-space:nowrap}
figure{margin-top:20px}figcaption{font-size:13px;color:var(--soft);max-width:66em;margin-bottom:10px;text-wrap:pretty}
.key-list{display:flex;flex-wrap:wrap;gap:4px 20px;font-size:12px;color:var(--soft);margin:6px 0 14px;padding:0;list-style:none}
.key-list li{display:flex;align-items:center;gap:7px}svg.key{height:16px;width:26px;flex:none}
details{margin-top:10px;font-size:13px}summary{cursor:pointer;color:var(--soft)}summary:hover{color:var(--ink)}
details .wide{max-height:420px;overflow:auto;margin-top:8px}details td,details th{padding-top:3px;padding-bottom:3px}
.comparison table{table-layout:fixed;min-width:640px}.comparison th{white-space:normal}.comparison th .under{font-weight:400;font-size:12px}.comparison th:first-child{width:190px}
.witness td{white-space:nowrap}.witness td code{white-space:normal;overflow-wrap:anywhere}.witness td:first-child{width:34px}.finding{margin-bottom:8px}.letter{display:inline-block;width:20px;height:20px;border-radius:50%;background:var(--failed);color:var(--paper);text-align:center;font-weight:600;font-size:12px;line-height:20px}
#tip{position:fixed;z-index:3;max-width:420px;pointer-events:none;background:var(--ink);color:var(--paper);font-size:12px;line-height:1.45;padding:6px 10px;border-radius:4px;white-space:pre-line;overflow-wrap:anywhere}
footer{margin-top:72px;padding-top:16px;border-top:1px solid var(--hair);font-size:13px;color:var(--soft)}
[hidden]{display:none!important}
@media (max-width:900px){main{padding:24px 16px 64px}.verdict{flex-direction:column;gap:6px}.bar .views{margin-left:0}th{white-space:normal}th,td{padding-right:10px}.promises td:nth-child(2){min-width:170px}.promises td:first-child{min-width:96px}.promises .reason{min-width:150px}svg{font-size:12.5px}}
@media print{.wide{overflow:visible!important;max-height:none!important}main{max-width:none;padding:0}.bar{position:static}nav,.views,button,.button,#tip,.cursor,.now{display:none!important}figure,tr{break-inside:avoid}svg{min-width:0}body{font-size:12px}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;
