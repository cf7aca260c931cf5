/**
 * SHA-256 of the script, as its security policy names it. A constant, because reports compute no
 * digests; a test computes it and says what it should be.
 */
export const scriptDigest = "sha256-DE0XPKfRSop4BNS2ImWSVXsgYQWnYepoWBhbUxcMrbs=";
