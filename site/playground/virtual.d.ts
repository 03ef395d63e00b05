declare module 'virtual:providers' {
  import type { Provider } from 'payfault';

  /** Every provider that comes with the package, by its name. */
  export const providers: Readonly<Record<string, Provider>>;
}

declare module 'virtual:languages' {
  import type { PayerMessages } from 'payfault';

  /** The texts of every language, by its code. */
  export const languages: Readonly<Record<string, PayerMessages>>;
}

declare module '*.css';
