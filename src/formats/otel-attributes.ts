import type { PaymentError } from '../error/payment-error.js';
import type { Category, DeclineReason, Outcome, RetryStrategy } from '../error/words.js';

/** What {@link toOtelAttributes} gives: OpenTelemetry attributes. What the error does not know is absent. */
// A type and not an interface: only a type fits OpenTelemetry's own `Attributes`, which has an index signature.
export type OtelAttributes = {
  /** The category: one of a short closed list, as the conventions ask for. */
  readonly 'error.type': Category;
  /** The HTTP status received; absent when no answer came. */
  readonly 'http.response.status_code'?: number;
  /** The provider's lower-case name. */
  readonly 'payfault.provider': string;
  /** The same as `error.type`, which others set too: the conventions ask for an attribute of one's own beside it. */
  readonly 'payfault.category': Category;
  /** The provider's own code; absent when it gave none. */
  readonly 'payfault.code'?: string;
  /** Why it was refused; only there on a decline. */
  readonly 'payfault.decline_reason'?: DeclineReason;
  /** Was the request carried out? */
  readonly 'payfault.outcome': Outcome;
  /** What to do next. */
  readonly 'payfault.retry.strategy': RetryStrategy;
  /** The provider's correlation id, different every time; absent when it gave none. */
  readonly 'payfault.request_id'?: string;
};

/**
 * Gives the attributes to set on an OpenTelemetry span, metric or log record. They carry no message: that is free text.
 * For a metric leave `payfault.request_id` out, which is different every time. Never throws.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/general/recording-errors/
 * @see https://opentelemetry.io/docs/specs/semconv/registry/attributes/error/
 *
 * @example
 * ```ts
 * span.setAttributes(toOtelAttributes(error));
 * span.setStatus({ code: SpanStatusCode.ERROR });
 * ```
 */
export function toOtelAttributes(error: PaymentError): OtelAttributes {
  return {
    'error.type': error.category,
    ...(error.status !== null && { 'http.response.status_code': error.status }),
    'payfault.provider': error.provider,
    'payfault.category': error.category,
    ...(error.code !== null && { 'payfault.code': error.code }),
    ...(error.category === 'declined' && { 'payfault.decline_reason': error.declineReason }),
    'payfault.outcome': error.outcome,
    'payfault.retry.strategy': error.retry.strategy,
    ...(error.requestId !== null && { 'payfault.request_id': error.requestId }),
  };
}
