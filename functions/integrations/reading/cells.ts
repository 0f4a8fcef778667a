import { Temporal } from 'temporal-polyfill';
import { minorOf } from '../../shared/currency.ts';
import { BadCell } from './bad-cell.ts';
import { type DateReading, numericAsIso } from './dates.ts';
import type { CommissionState, Tool } from './neutral.ts';

const SYMBOLS: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP' };

/**
 * An amount as the tools write it, in minor units. Decimals: `12.30`, `1,234.50`, `$12.30`, `12.30 USD`, `-$5.00`.
 * Minor: an integer. What could mean two things (`1,234`, `12,30`) is refused.
 */
export const amountOf = (text: string, currency: string, unit: 'minor' | 'decimal'): number => {
  const [, minus, symbol = '', digits = '', code = ''] =
    /^(-?)([$€£]?)\s?([\d.,]+)\s?([A-Z]{3})?$/.exec(text.replace(/^([$€£])-/, '-$1')) ?? [];
  // A dollar sign is also that of Canada, Australia and others.
  const isOther =
    (symbol !== '' && symbol !== '$' && SYMBOLS[symbol] !== currency) || (code !== '' && code !== currency);
  if (isOther) throw new BadCell(`the amount ${text} is not of its currency ${currency}`);
  const plain = /^\d{1,3}(,\d{3})+\.\d+$/.test(digits) ? digits.replaceAll(',', '') : digits;
  if (unit === 'minor' && !/^\d{1,14}$/.test(plain)) {
    throw new BadCell(`the amount ${text} is not a whole number of the smallest unit, as the other amounts are`);
  }
  const minor = unit === 'minor' ? wholeOf(plain) : minorOf(trimmed(plain, currency), currency);
  if (minor === undefined) throw new BadCell(`the amount ${text} is not an amount like 12.30`);
  return minus ? 0 - minor : minor;
};

const wholeOf = (digits: string): number | undefined => minorOf(digits, 'JPY');

/** Tools write two decimals for yen too: zeros that the currency does not have are left out, and only zeros. */
const trimmed = (plain: string, currency: string): string => {
  const yen = plain.replace(/\.0+$/, '');
  return minorOf(plain, currency) === undefined && minorOf(yen, currency) !== undefined ? yen : plain;
};

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?))?\s?(Z|UTC|[+-]\d{2}:?\d{2})?$/;

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
/** `May 31, 2026`, `31 May 2026`, `31-May-2026`, with or without a time: a month that is spelt cannot be mistaken. */
const SPELT =
  /^(?:[A-Za-z]{3,9},? )?(?:([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,?|(\d{1,2})[ -]([A-Za-z]{3,9})\.?,?)[ -](\d{4})(?:,? (?:at )?(.+))?$/;
const CLOCK = /^(\d{1,2}):(\d{2})(:\d{2})?(?: ?([AaPp])[Mm])?(?: ?(Z|UTC|GMT|[+-]\d{2}:?\d{2}))?$/;
const two = (number: number): string => String(number).padStart(2, '0');

/** A date with its month spelt, a time with AM or PM, or slashes after the year: as ISO writes it; else as it was. */
const asIso = (text: string): string => {
  const slashes = /^(\d{4})\/(\d{2})\/(\d{2})(.*)$/.exec(text);
  const spelt = SPELT.exec(text);
  const month = MONTHS.indexOf((spelt?.[1] ?? spelt?.[4] ?? '').slice(0, 3).toLowerCase()) + 1;
  const day = spelt
    ? `${spelt[5]}-${two(month)}-${two(Number(spelt[2] ?? spelt[3]))}`
    : slashes
      ? `${slashes[1]}-${slashes[2]}-${slashes[3]}`
      : /^\d{4}-\d{2}-\d{2}(?= )/.exec(text)?.[0];
  if (!day || (spelt && month === 0)) return text;
  const rest = (spelt ? (spelt[6] ?? '') : slashes ? (slashes[4] ?? '') : text.slice(day.length)).trim();
  if (rest === '') return day;
  const [, hour, minute, seconds = '', half, zone = ''] = CLOCK.exec(rest) ?? [];
  if (!hour || !minute || (half && (Number(hour) < 1 || Number(hour) > 12))) return slashes ? `${day} ${rest}` : text;
  const told = half ? (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hour);
  return `${day}T${two(told)}:${minute}${seconds}${zone === 'GMT' ? 'UTC' : zone}`;
};

/**
 * An instant in UTC. Told without a zone, it is of `timeZone`; a day alone begins there at midnight. `reading`: how the
 * file writes dates of numbers alone; without it one that could be two days is refused.
 */
export const instantOf = (text: string, timeZone: string, reading?: DateReading): string => {
  if (/^\d{10}$/.test(text)) return iso(Number(text) * 1000, text);
  if (/^\d{13}$/.test(text)) return iso(Number(text), text);
  const [, day, time, zone] = ISO.exec(asIso(numericAsIso(text, reading))) ?? [];
  if (!day) {
    throw new BadCell(
      `the date ${text.slice(0, 40)} is not written like 2026-05-31, 2026-05-31T09:00:00Z or May 31, 2026`,
    );
  }
  try {
    if (zone) {
      const offset = zone === 'UTC' ? 'Z' : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
      return iso(Temporal.Instant.from(`${day}T${time ?? '00:00'}${offset}`).epochMilliseconds, text);
    }
    const local = Temporal.PlainDateTime.from(`${day}T${time ?? '00:00'}`);
    return iso(local.toZonedDateTime(timeZone).epochMilliseconds, text);
  } catch (error) {
    if (error instanceof BadCell) throw error;
    throw new BadCell(`the date ${text} does not exist`);
  }
};

const EARLIEST_MS = Date.UTC(2000, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

const iso = (ms: number, text: string): string => {
  if (ms < EARLIEST_MS || ms >= LATEST_MS) throw new BadCell(`the date ${text} is not of this century`);
  return new Date(ms).toISOString();
};

type States = Readonly<Record<string, CommissionState | 'held'>>;

const STATES: Readonly<Record<Tool, States>> = {
  rewardful: { pending: 'pending', due: 'due', paid: 'paid', voided: 'void' },
  partnerstack: {
    pending: 'pending',
    hold: 'held',
    held: 'held',
    approved: 'due',
    available: 'due',
    in_transit: 'paid',
    withdrawn: 'paid',
    paid: 'paid',
    paid_externally: 'paid',
    declined: 'void',
    expired: 'void',
  },
  firstpromoter: { pending: 'pending', approved: 'due', paid: 'paid', denied: 'void', rejected: 'void' },
  dub: {
    pending: 'pending',
    processed: 'due',
    paid: 'paid',
    hold: 'held',
    refunded: 'void',
    duplicate: 'void',
    fraud: 'void',
    canceled: 'void',
  },
};
const PAID = new Set(['true', 'yes', '1', 'paid', 'withdrawn', 'in_transit', 'paid_externally']);

/** How far a commission had come over there; `payment` is told beside it by some tools, `paidAt` by others. */
export const stateOf = (
  tool: Tool,
  told: { readonly state: string; readonly payment?: string | undefined; readonly paidAt?: string | undefined },
): CommissionState => {
  const name = (text: string): string => text.trim().toLowerCase().replaceAll(' ', '_');
  const state = STATES[tool][name(told.state)];
  if (!state) throw new BadCell(`the state "${told.state.slice(0, 40)}" is not one that this tool has`);
  if (state === 'held') throw new BadCell('is held for review there: decide there first, then export again');
  if (state === 'void') return 'void';
  const payment = told.payment === undefined ? undefined : name(told.payment);
  if (payment === 'expired') return 'void';
  return told.paidAt !== undefined || (payment !== undefined && PAID.has(payment)) ? 'paid' : state;
};
