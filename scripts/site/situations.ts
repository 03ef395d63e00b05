/** What somebody who needs a section of the README would say, by the section's heading. */
export const SITUATIONS: Readonly<Record<string, string>> = {
  'Wrap fetch': 'I call a payment provider with `fetch`.',
  'Other clients': 'I use axios, ky, got, ofetch or superagent, or all I have is an exception.',
  'Retrying without charging twice': 'A payment failed. May I send it again?',
  'After a doubt': 'Nobody knows whether the money moved.',
  'Charging the same card again': 'I charge stored cards, such as for subscriptions.',
  'What the payer may read': 'What do I show to the payer?',
  Forms: 'The provider did not like some of the fields.',
  'Your own API': 'My own server answers a browser or an app.',
  'Unit tests': 'I want to test all of that without a provider.',
  'Your own provider': 'My provider is not built in.',
};
