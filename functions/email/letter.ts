import type { VNode } from 'preact';
import type * as z from 'zod';

/**
 * `transactional`: about an application, an account or a decision; goes out as long as the mailbox exists.
 * `journey`: tips and reminders; can be unsubscribed, and rests while too many people complain.
 */
export type LetterKind = 'transactional' | 'journey';

/** Whom a letter is written to: says who signs it, and in the footer why they get it. */
export type Reader = 'applicant' | 'partner' | 'team' | 'account';

/** What every letter knows beside its own data, looked up when it is sent. */
export interface LetterContext {
  readonly program: {
    readonly name: string;
    /** The sender's address, where replies go when there is no host. */
    readonly address: string;
    /** No trailing slash. */
    readonly siteUrl: string;
    readonly postalAddress: string;
    /** IANA time zone in which dates are written [Z1]. */
    readonly zone: string;
  };
  /** The name of the one person it goes to; a letter to several people of the team has none. */
  readonly name?: string | undefined;
  /** The partner's company. A letter that needs it and has none is not sent. */
  readonly company?: string | undefined;
  readonly website?: string | undefined;
  readonly partnerId?: string | undefined;
  /** The manager who answers this partner's replies, if the team has one. */
  readonly host?: { readonly name: string; readonly email: string } | undefined;
  /** How long links live, from the policy. */
  readonly signInMinutes: number;
  readonly verificationHours: number;
  /** Signs a token id for a link. */
  readonly sign: (purpose: 'verify-address' | 'sign-in' | 'survey' | 'join-team', tokenId: string) => string;
  /** Present where the letter can be unsubscribed. */
  readonly unsubscribeUrl?: string | undefined;
  /** Who sits at the table of a meeting that the letter invites to: the partner's contact and the managers. */
  readonly guests?: readonly { readonly name: string; readonly email: string }[] | undefined;
}

/** A picture in the letter: `cid` is how its body names it, `picture` the id of the PICTURE item. */
export interface Inline {
  readonly cid: string;
  readonly picture: string;
}

/** What a calendar takes from the letter (RFC 5545), as part `text/calendar`. */
export interface CalendarPart {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly content: string;
}

/** The parts of one letter, before the paper around it. */
export interface Composed {
  readonly subject: string;
  /** Headline above the letter; the text part goes without. */
  readonly title: string;
  readonly preheader: string;
  readonly body: VNode;
  readonly pictures: readonly Inline[];
  readonly calendar: CalendarPart | undefined;
}

type Draft<S extends z.ZodType, T> = (data: z.output<S>, context: LetterContext) => T;

interface LetterSpec<S extends z.ZodType> {
  readonly kind: LetterKind;
  readonly reader: Reader;
  readonly data: S;
  readonly sample: NoInfer<z.input<S>>;
  readonly subject: Draft<S, string>;
  readonly title: Draft<S, string>;
  readonly preheader: Draft<S, string>;
  readonly body: Draft<S, VNode>;
  /** Pictures that the body shows; all that they say stands in words beside them. */
  readonly pictures?: Draft<S, readonly Inline[]>;
  readonly calendar?: Draft<S, CalendarPart>;
}

export interface Letter {
  readonly kind: LetterKind;
  readonly reader: Reader;
  readonly sample: unknown;
  /** What is wrong with the data, in one line; undefined when it is right. */
  readonly refuses: (data: unknown) => string | undefined;
  /** Throws a ZodError when the data is not what the letter asks for. */
  readonly compose: (data: unknown, context: LetterContext) => Composed;
}

/** Ties a letter's words to the shape of its data. */
export const defineLetter = <S extends z.ZodType>(spec: LetterSpec<S>): Letter => ({
  kind: spec.kind,
  reader: spec.reader,
  sample: spec.sample,
  refuses: (data) => {
    const issue = spec.data.safeParse(data).error?.issues[0];
    return issue && `${issue.path.join('.') || 'data'}: ${issue.message}`;
  },
  compose: (data, context) => {
    const known = spec.data.parse(data);
    return {
      subject: spec.subject(known, context),
      title: spec.title(known, context),
      preheader: spec.preheader(known, context),
      body: spec.body(known, context),
      pictures: spec.pictures?.(known, context) ?? [],
      calendar: spec.calendar?.(known, context),
    };
  },
});

/** Why a letter is not sent, for the record. */
export type Flaw = 'unknown-letter' | 'invalid-data' | 'unsafe-link' | 'unsafe-header' | 'too-large';

/** A letter that cannot be written or posted as it is; trying again does not help. */
export class LetterFlaw extends Error {
  readonly flaw: Flaw;

  constructor(flaw: Flaw, sentence: string) {
    super(sentence);
    this.name = 'LetterFlaw';
    this.flaw = flaw;
  }
}

/** The company's name, for letters that cannot do without. */
export const companyOf = (context: LetterContext): string => {
  if (!context.company) throw new LetterFlaw('invalid-data', 'The company is not known.');
  return context.company;
};

/** A page of the site, as a full address. */
export const page = (context: LetterContext, path: `/${string}`): string => `${context.program.siteUrl}${path}`;
