/** The zeros of some scripts that have digits of their own. */
export const ZEROS: Readonly<Record<string, number>> = {
  'full-width': 0xff10,
  'Arabic-Indic': 0x660,
  Persian: 0x6f0,
  Devanagari: 0x966,
  Thai: 0xe50,
  'mathematical bold': 0x1d7ce,
  Adlam: 0x1e950,
};

/** The digits of a script, from the code point of its zero on. */
export function inDigitsFrom(zero: number): (text: string) => string {
  return (text) => text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
}
