/** Throws unless `actual` has the same structure and values as `expected`, down to the last member. */
export function expectEqual(actual, expected) {
  report(differenceBetween(actual, expected, false));
}

/** Throws unless `actual` has what `expected` has. Objects may have more members; arrays may not. */
export function expectMatch(actual, expected) {
  report(differenceBetween(actual, expected, true));
}

/** Throws with the message unless the condition is true. */
export function expectThat(condition, message) {
  if (condition !== true) throw new Error(message);
}

function report(difference) {
  if (difference !== null) throw new Error(difference);
}

/** Says where two values differ first; `null`: nowhere. */
function differenceBetween(actual, expected, allowsMore, path = 'value') {
  if (Object.is(actual, expected)) return null;
  if (!areComparable(actual, expected)) return `${path}: expected ${shown(expected)}, got ${shown(actual)}`;
  const isList = Array.isArray(expected);
  const members = allowsMore && !isList ? Object.keys(expected) : keysOfBoth(actual, expected);
  for (const member of members) {
    const difference = differenceBetween(
      actual[member],
      expected[member],
      allowsMore,
      isList ? `${path}[${member}]` : `${path}.${member}`,
    );
    if (difference !== null) return difference;
  }
  return null;
}

function areComparable(actual, expected) {
  const areObjects =
    typeof actual === 'object' && actual !== null && typeof expected === 'object' && expected !== null;
  return areObjects && Array.isArray(actual) === Array.isArray(expected);
}

function keysOfBoth(actual, expected) {
  return new Set([...Object.keys(actual), ...Object.keys(expected)]);
}

function shown(value) {
  return value === undefined ? 'undefined' : (JSON.stringify(value) ?? String(value)).slice(0, 200);
}
