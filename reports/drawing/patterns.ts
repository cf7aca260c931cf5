import { type Markup, markup, trusted } from "../escape.ts";

/**
 * Stripes and dots in the colour of the paper, laid over a coloured shape: with them no state and no
 * outcome is told by colour alone. One definition serves every chart of a page.
 */
export const patterns: Markup = trusted(`<defs>
<pattern id="diagonal" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="paper-ink" width="2.6" height="6"/></pattern>
<pattern id="vertical" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="paper-ink" width="3" height="6"/></pattern>
<pattern id="dots" width="4" height="4" patternUnits="userSpaceOnUse"><circle class="paper-ink" cx="1" cy="1" r=".9"/><circle class="paper-ink" cx="3" cy="3" r=".9"/></pattern>
<linearGradient id="fade"><stop class="fade-from" offset="0"/><stop class="fade-to" offset="1"/></linearGradient>
</defs>`);

/** The definitions in an element that takes no room. */
export const patternSheet: Markup = markup`<svg class="sheet" width="0" height="0" aria-hidden="true">${patterns}</svg>`;
