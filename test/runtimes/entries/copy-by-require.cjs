const library = require('payfault');
const { getpaid } = require('payfault/getpaid');
const { makecommerce } = require('payfault/makecommerce');
const { paypaga } = require('payfault/paypaga');
const { paysg } = require('payfault/paysg');
const { paystand } = require('payfault/paystand');

/** The copy that `require` finds. */
exports.copy = { name: 'CommonJS', library, providers: { getpaid, makecommerce, paypaga, paysg, paystand } };
