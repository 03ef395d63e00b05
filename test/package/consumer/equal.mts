/** `true` where two types are the same, `any` told from the rest; else `false`. */
export type Equal<One, Other> =
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- compilers compare such functions exactly
  (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;
