import type * as z from 'zod';
import type { valueMap } from '../contract.ts';

/** The numbers and lists that a text states, in words: they come from the policy the run began under. */
export interface Terms {
  readonly program: string;
  readonly firstPayment: string;
  readonly laterPayments: string;
  readonly laterMonths: number;
  readonly margin: string;
  readonly tier: string;
  readonly cookieDays: number;
  readonly attribution: string;
  readonly reviewDays: number;
  readonly clawbackDays: number;
  readonly payoutMinimum: string;
  readonly territory: string;
  readonly verticals: string;
  readonly roadmapCadence: string;
  readonly appealDays: number;
}

/**
 * One version of one agreement's text. A change of wording is a new file with a new version; the old one stays, because
 * somebody accepted it. Headings start with `## `, list items with `- `, an empty line parts paragraphs.
 */
export interface AgreementText {
  readonly version: string;
  readonly title: string;
  readonly valueMap: z.infer<typeof valueMap>;
  readonly body: (terms: Terms) => string;
}
