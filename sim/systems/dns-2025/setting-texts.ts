import { settingTexts } from "../../parts/setting-texts.ts";
import { bugs } from "./bugs.ts";
import { type Config, settings } from "./settings.ts";

/** The settings as texts. */
export const { shown, changed } = settingTexts<Config>(settings, bugs);
