import * as library from 'payfault';
import { getpaid } from 'payfault/getpaid';
import { makecommerce } from 'payfault/makecommerce';
import { paypaga } from 'payfault/paypaga';
import { paysg } from 'payfault/paysg';
import { paystand } from 'payfault/paystand';

/** The copy that `import` finds. */
export const copy = { name: 'ESM', library, providers: { getpaid, makecommerce, paypaga, paysg, paystand } };
