/** Something that must not be found in an error. */
export interface Secret {
  readonly name: string;
  /** As it stands in a reply. */
  readonly text: string;
  /** What none of an error may hold: the part that makes it a secret. */
  readonly core: string;
}

// None of them is real; keys are put together here so that nobody's scanner takes them for one that leaked.
export const SECRETS: readonly Secret[] = [
  { name: 'a card number', text: '4111111111111111', core: '41111111' },
  { name: 'a card number in groups', text: '5555 5555 5555 4444', core: '5555 5555' },
  { name: 'an IBAN', text: 'DE89370400440532013000', core: '3704004405' },
  { name: 'an API key', text: ['sk', 'live', '4eC39HqLyjWDarjtT1zdp7dc'].join('_'), core: '4eC39HqLyjWD' },
  {
    name: 'a client secret',
    text: ['pi', '3MtwBwLkdIwHu7ix', 'secret', 'YrKJUKribcBjcG8H'].join('_'),
    core: 'YrKJUKribcBj',
  },
  { name: 'a bearer token', text: 'Bearer dG9rZW4tMTIzNDU2Nzg5MA', core: 'dG9rZW4tMTIz' },
  { name: 'an e-mail address', text: 'payer@shop.example.com', core: 'payer@shop' },
];
