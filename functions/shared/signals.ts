import type { SaleSignals } from '../fraud/contract.ts';
import { keyedHash } from './ids.ts';
import { registrableDomain } from './registrable.ts';
import { sameMailbox } from './text.ts';

/** 132 bits: enough to compare by, short enough to lie in a fact. */
const SHORT = 22;
const short = (programKey: string, purpose: string, ...parts: string[]): string =>
  keyedHash(programKey, purpose, ...parts).slice(0, SHORT);

/** The mailbox, however it is spelt [F1]. */
export const mailboxSignal = (programKey: string, email: string): string =>
  short(programKey, 'address', sameMailbox(email));

/** The domain of an address or of a website, as its company registered it: of deals, customers and partners the same [Z5]. */
export const domainSignal = (programKey: string, domain: string): string =>
  short(programKey, 'domain', registrableDomain(domain));

/** An account or means of payment: an IBAN, a PayPal address, a provider's fingerprint of a card. */
export const paymentSignal = (programKey: string, account: string): string =>
  short(programKey, 'payment', account.replaceAll(/\s/g, '').toLowerCase());

/** Address of origin and browser together, as room `affiliates` keeps them of a click. */
export const deviceSignal = (programKey: string, ip: string, userAgent: string): string =>
  short(programKey, 'click-device', ip, userAgent);

/** Addresses that differ in digits alone have the same. */
export const patternSignal = (programKey: string, email: string): string =>
  short(programKey, 'lead-pattern', sameMailbox(email).replaceAll(/\d/g, ''));

/**
 * What fraud rules compare of a customer, as keyed hashes: nothing plain is kept [Z5]. For a fact's `data.signals`. A
 * value that was not told is left out, and the rules that need it say so.
 */
export const signalsOf = (
  programKey: string,
  told: {
    readonly email?: string | undefined;
    /** IBAN, PayPal address or the provider's fingerprint of a card. */
    readonly payment?: string | undefined;
    readonly ip?: string | undefined;
    readonly userAgent?: string | undefined;
    /** Of leads: what a phone check said. */
    readonly phone?: 'passed' | 'failed' | undefined;
  },
): SaleSignals => {
  const { email, payment, ip, userAgent, phone } = told;
  return {
    ...(email ? { mailbox: mailboxSignal(programKey, email) } : {}),
    ...(email ? { domain: domainSignal(programKey, email.slice(email.lastIndexOf('@') + 1)) } : {}),
    ...(email ? { pattern: patternSignal(programKey, email) } : {}),
    ...(payment ? { payment: paymentSignal(programKey, payment) } : {}),
    ...(ip && userAgent ? { device: deviceSignal(programKey, ip, userAgent) } : {}),
    ...(phone ? { phone } : {}),
  };
};
