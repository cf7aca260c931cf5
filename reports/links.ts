/** How places on the page are called: `#t=12.480`, `#op=381`, `#ev=91234`; later cases say theirs. */

import { linkText } from "./number-text.ts";

/** Cases count from 1; the first needs no name, so that links stay short. */
const within = (caseNumber: number): string => (caseNumber === 1 ? "" : `case=${caseNumber}&`);

/** The id of an instant, µs. */
export const timeId = (caseNumber: number, micros: number): string =>
  `${within(caseNumber)}t=${linkText(micros)}`;

/** The id of an operation, by its request number. */
export const operationId = (caseNumber: number, request: number): string =>
  `${within(caseNumber)}op=${request}`;

/** The id of a handled event. */
export const eventId = (caseNumber: number, event: number): string =>
  `${within(caseNumber)}ev=${event}`;
