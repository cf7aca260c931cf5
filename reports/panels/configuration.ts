import type { CaseResult, FaultBand, SettingUsed } from "../../properties/result.ts";
import { type Markup, markup } from "../escape.ts";
import { faultSentence } from "../fault-words.ts";
import { countOf, instantText, lengthText } from "../number-text.ts";
import { panel } from "./figure.ts";

/** Every setting with value, meaning and source: those changed first, defaults dimmed. */
export function configuration({ settings, faults }: CaseResult, caseNumber: number): Markup {
  const changed = settings.filter(({ isDefault }) => !isDefault);
  const defaults = settings.filter(({ isDefault }) => isDefault);
  const share = `${countOf(settings.length, "setting")}, ${changed.length === 0 ? "all at their defaults" : `${changed.length} changed for this case and listed first; defaults are dimmed`}.`;
  return panel(`case-${caseNumber}-configuration`, "Configuration", "What exactly was run?", [
    markup`<h3 class="sub">Faults</h3>${faultList(faults)}`,
    markup`<h3 class="sub">Settings</h3><p class="small soft">${share}</p>`,
    settings.length > 0 && settingTable([...changed, ...defaults]),
  ]);
}

const settingTable = (settings: readonly SettingUsed[]): Markup =>
  markup`<div class="wide"><table class="settings"><thead><tr><th scope="col">Setting</th><th scope="col" class="number">Value</th><th scope="col">Unit</th><th scope="col">Meaning</th><th scope="col">Source</th></tr></thead><tbody>
${settings.map(settingRow)}</tbody></table></div>
`;

const settingRow = ({ name, value, unit, isDefault, meaning, source }: SettingUsed): Markup =>
  markup`<tr${isDefault && markup` class="default"`}><td><code>${name}</code></td><td class="number">${isDefault ? value : markup`<b>${value}</b>`}</td><td>${unit}</td><td>${meaning}</td><td>${source}</td></tr>
`;

/** Faults as sentences, in the order they began. */
function faultList(faults: readonly FaultBand[]): Markup {
  if (faults.length === 0) return markup`<p class="small">None.</p>`;
  const items = [...faults]
    .sort((one, other) => one.from - other.from || (one.name < other.name ? -1 : 1))
    .slice(0, mostFaults)
    .map(
      (fault) =>
        markup`<li>${faultSentence(fault)}; from ${instantText(fault.from)} to ${instantText(fault.until)} (${lengthText(fault.until - fault.from)}). <code>${fault.name}</code></li>`,
    );
  const hidden = faults.length - items.length;
  return markup`<ul class="small">${items}${hidden > 0 && markup`<li>${countOf(hidden, "later fault")} not listed.</li>`}</ul>
`;
}

const mostFaults = 60;
