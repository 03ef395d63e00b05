/** How many bytes of a body are read. */
export const MOST_BYTES = 262_144;

const OPTION =
  'a long option that a field may have, such as 4111-1111-1111-1112 or jordan at shop dot example';

/** Getpaid's field errors, as many as go into the bytes that are read of a body. */
function problemWith(optionsEach: number, option: (index: number) => string): string {
  const errors: Record<string, string[]> = {};
  const errors_metadata: Record<string, unknown> = {};
  for (let field = 0, bytes = 100; bytes < MOST_BYTES * 0.8; field++) {
    const name = `$.items[${String(field)}].kind`;
    const allowed_options = Array.from({ length: optionsEach }, (_, index) =>
      option(field * optionsEach + index),
    );
    errors[name] = ['invalid_option'];
    errors_metadata[name] = { invalid_option: { allowed_options } };
    bytes += JSON.stringify([name, name, allowed_options]).length + 60;
  }
  return JSON.stringify({ title: 'Invalid parameters', status: 422, errors, errors_metadata });
}

/** Bodies of 256 kB that take more work than others of their size, with what they are full of. */
export const BODIES: readonly (readonly [string, string])[] = [
  ['long options, each another', problemWith(20, (index) => `${OPTION} ${String(index)}`)],
  ['long options, all the same', problemWith(20, () => OPTION)],
  ['many short options', problemWith(300, (index) => String(index))],
  ['one option that takes all', problemWith(1, () => OPTION.repeat(2_300))],
  ['many fields', problemWith(0, () => '')],
  [
    'many words for one field',
    JSON.stringify({
      title: 'No',
      errors: { amount: Array.from({ length: 20_000 }, (_, index) => `word_${String(index)}`) },
    }),
  ],
  ['digits in groups', JSON.stringify({ title: '4111 '.repeat(50_000) })],
  ['nothing but at-signs', JSON.stringify({ title: '@'.repeat(250_000) })],
  ['percent signs', JSON.stringify({ title: '%2540'.repeat(50_000) })],
  ['escapes', JSON.stringify({ title: '\\u0022\n'.repeat(28_000) })],
];

/**
 * What takes the most work of all that is known: in every field's message digits in groups, the groups of a list of JSON,
 * or what begins like an IBAN.
 */
export const HOSTILE: readonly (readonly [string, string])[] = [
  '4 '.repeat(700),
  '34 '.repeat(470),
  '0 '.repeat(700),
  "4','".repeat(350),
  'de89 '.repeat(280),
].map((message) => [
  message.slice(0, 10),
  JSON.stringify({
    error: {
      code: 'VALIDATION_ERROR',
      details: Array.from({ length: 180 }, (_, index) => ({
        field: `field_${String(index)}`,
        message: `${String(index)} ${message}`,
      })),
    },
  }),
]);
