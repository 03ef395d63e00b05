import axios, { type AxiosInstance } from 'axios';
import { interceptAxios } from 'payfault/axios';
import { getpaid } from 'payfault/getpaid';

/**
 * An axios instance whose calls reject with a PaymentException, also for a 201 that says `declined`. Nothing is to be
 * turned off: writes follow no redirects, and axios sends nothing again by itself. Do not add axios-retry: `retrySafely`
 * around a call sends again while that cannot charge twice.
 */
export function paymentApi(baseURL: string): AxiosInstance {
  const api = axios.create({ baseURL, timeout: 10_000 });
  interceptAxios(getpaid, api); // before other interceptors of responses
  return api;
}
