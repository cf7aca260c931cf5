import { type Markup, markup, type Part } from "../escape.ts";

export interface Figure {
  /** Classes: which view it belongs to. */
  readonly view: string;
  readonly caption: readonly Part[];
  readonly legend: Markup | false;
  readonly picture: Markup;
  /** The same in words: tables for those who cannot or will not read the picture. */
  readonly words: readonly Markup[];
}

/** A chart with what it takes to read it above, and its text equivalent below. */
export const figure = ({ view, caption, legend, picture, words }: Figure): Markup =>
  markup`<figure class="${view}"><figcaption>${caption}</figcaption>${legend}<div class="wide">${picture}</div>
<details><summary>The same in numbers</summary>${words.map((table) => markup`<div class="wide">${table}</div>`)}</details></figure>
`;

/** A heading and a question in one plain line, above the figures that answer it. */
export const panel = (
  id: string,
  title: string,
  question: string,
  content: readonly Part[],
): Markup =>
  markup`<section id="${id}"><h2>${title}</h2><p class="lede">${question}</p>
${content}</section>
`;
