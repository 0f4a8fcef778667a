import type { LetterContext } from './letter.ts';

/** A made-up program and partner, for previews and golden files. */
export const sampleContext: LetterContext = {
  program: {
    name: 'Acme Partners',
    address: 'partners@acme.example',
    siteUrl: 'https://partners.acme.example',
    postalAddress: 'Acme GmbH, Beispielweg 1, 10115 Berlin, Germany',
    zone: 'Europe/Berlin',
  },
  name: 'Ana Ruiz',
  company: 'Ruiz & Lindqvist Consulting',
  website: 'https://ruiz-lindqvist.example',
  partnerId: '01JGZX3M5N8Q2R4T6V8W0Y1A3B',
  host: { name: 'Mara Vogel', email: 'mara@acme.example' },
  guests: [
    { name: 'Ana Ruiz', email: 'ana@ruiz-lindqvist.example' },
    { name: 'Mara Vogel', email: 'mara@acme.example' },
  ],
  signInMinutes: 15,
  verificationHours: 72,
  sign: (_, tokenId) => `${tokenId}.Zm9yLXByZXZpZXdzLW9ubHktbm90LWEtc2lnbmF0dXJl`,
  unsubscribeUrl: 'https://partners.acme.example/api/unsubscribe/01JGZX3M5N8Q2R4T6V8W0Y1A3C.cHJldmlldw',
};
