import { http, HttpResponse } from 'msw';
import { paystand } from 'payfault/paystand';
import { errorResponse } from 'payfault/testing';

/** A Paystand that refuses the first payment and takes the second. For `setupServer` and `setupWorker` of msw. */
export const handlers = [
  http.post(
    'https://api.paystand.example/v3/payments',
    () => errorResponse(paystand, 'cardFailure', { message: 'Insufficient funds' }),
    { once: true },
  ),
  http.post('https://api.paystand.example/v3/payments', () =>
    HttpResponse.json({ object: 'payment', id: 'pm4kx81d', status: 'posted' }),
  ),
];
