import type { RunResult } from "../../properties/result.ts";
import { escapeScript, type Markup, markup, trusted } from "../escape.ts";

/** The run's result as data inside the page: what a tool reads, and what the link saves. */
export const raw = (result: RunResult): Markup => markup`<section id="raw"><h2>Raw results</h2>
<p class="lede">This page carries the numbers it was drawn from, as JSON in the element <code>results</code>.</p>
<p><a class="button" id="download" download="results.json" href="#results" hidden>Save results.json</a></p>
<script type="application/json" id="results">${trusted(escapeScript(result))}</script></section>
`;
