/** One item of a list of field errors, in the spellings in use. */
export type ProblemItem = {
  /** A JSON Pointer into the body, in a fragment. */
  readonly pointer: string | undefined;
  /** The name of a parameter of the address. */
  readonly parameter: string | undefined;
  /** The name of a header. */
  readonly header: string | undefined;
  readonly name: string | undefined;
  readonly field: string | undefined;
  readonly propertyPath: string | undefined;
  readonly code: string | undefined;
  readonly detail: string | undefined;
  readonly message: string | undefined;
  readonly reason: string | undefined;
};

/** Problem details, with the extensions that are in wide use. */
export type ProblemBody = {
  /** Resources have one, problems none. */
  readonly id: string | undefined;
  readonly type: string | undefined;
  readonly title: string | undefined;
  readonly detail: string | undefined;
  /** Sent as a text, too. */
  readonly status: number | undefined;
  readonly instance: string | undefined;
  readonly code: string | undefined;
  readonly errorCode: string | undefined;
  readonly error_code: string | undefined;
  readonly requestId: string | undefined;
  readonly request_id: string | undefined;
  readonly traceId: string | undefined;
  readonly trace_id: string | undefined;
  readonly correlationId: string | undefined;
  /** A list, or texts by the name of a field. */
  readonly errors: readonly ProblemItem[] | Readonly<Record<string, readonly string[]>> | undefined;
  readonly violations: readonly ProblemItem[] | undefined;
  readonly 'invalid-params': readonly ProblemItem[] | undefined;
  readonly invalid_params: readonly ProblemItem[] | undefined;
  readonly invalidParams: readonly ProblemItem[] | undefined;
};

/** A resource of an API that nobody has described, or what may be problem details without their label. */
export type ProblemResource = {
  readonly object: string | undefined;
  readonly id: string | undefined;
  /** A number, or a text of three digits, where it is that of HTTP. */
  readonly status: string | number | undefined;
  readonly code: string | undefined;
  readonly type: string | undefined;
  readonly title: string | undefined;
};
