/**
 * Colours, by what they mean. Blue, orange and pink for ok, unknown and failed keep apart for
 * colour-blind readers too; ballots have six colours that are none of these.
 */

const light = `
--paper:#fdfdfc;--raised:#f5f6f7;--ink:#1b2330;--soft:#556070;--faint:#8b95a3;--hair:#e3e6ea;--grid:#eceef1;
--ok:#2f74c8;--ok-fill:#94b9e6;--ok-soft:#d7e6f8;--ok-tint:#eff5fc;
--unknown:#c47600;--unknown-soft:#fbe3bb;--unknown-tint:#fef7ea;
--failed:#cf2f6b;--failed-soft:#f8cfdf;--failed-tint:#fdf0f5;
--b0:#16857a;--b1:#7a5bb5;--b2:#7d7a1f;--b3:#9c6239;--b4:#4f7391;--b5:#4b8a3f;
--kill:#c99aa8;--pause:#b3a1d6;--cut:#cdb078;--packet:#a9c46c;--disk:#b5a894;--clock:#82c4ae;--other:#b0b7c0;
--lease:#8b95a3;--replication:#16857a;--leadership:#7a5bb5;--client:#2f74c8;`;

const dark = `
--paper:#12161c;--raised:#1a2028;--ink:#e6eaf0;--soft:#a6b0bd;--faint:#7a8594;--hair:#2b333e;--grid:#222932;
--ok:#6ca8f0;--ok-fill:#3b6aa3;--ok-soft:#1f3f66;--ok-tint:#16273b;
--unknown:#eda63c;--unknown-soft:#5a4012;--unknown-tint:#2a2213;
--failed:#f2749f;--failed-soft:#642442;--failed-tint:#321a26;
--b0:#2ca698;--b1:#9a7ed6;--b2:#a8a33e;--b3:#c48656;--b4:#6d97ba;--b5:#6bb05d;
--kill:#a86f80;--pause:#8874b8;--cut:#a38747;--packet:#83a044;--disk:#8e8270;--clock:#4f9c84;--other:#6d7682;
--lease:#8b95a3;--replication:#2ca698;--leadership:#9a7ed6;--client:#6ca8f0;`;

/** Light on paper, whatever the screen prefers. */
export const theme = `:root{color-scheme:light dark;${light}}
@media screen and (prefers-color-scheme:dark){:root{${dark}}}`;
