import type { Certificate, Course } from '../certification/contract.ts';
import type { PartnerTier, Policy, ProgramTier, ProgramType } from '../policy/contract.ts';
import type { Fact } from '../tasks/contract.ts';
import type { TierMeasured } from '../tiers/contract.ts';
import type { Action, Kpi, KpiEntry, Plan } from './items.ts';

/** A payment, or what came back of one, as far as it counts for the partner. Minor units of its currency. */
export interface RevenueEntry {
  readonly sale: string;
  readonly at: string;
  readonly currency: string;
  readonly minor: number;
}

/** A quarter's revenue [T5]: payments in the books, and the totals that tiers go by where they are known. */
export interface Revenue {
  readonly entries: readonly RevenueEntry[];
  readonly totals: readonly { readonly currency: string; readonly minor: number }[];
}

/** A registered deal, as far as a review looks at it. */
export interface ReviewedDeal {
  readonly dealId: string;
  readonly customer: string;
  readonly phase: 'open' | 'won' | 'lost' | 'refused';
  readonly registeredAt: string;
  readonly closedAt?: string | undefined;
  readonly closeOn: string;
  readonly minor: number;
  readonly currency: string;
}

/** A request for market development funds, as far as a review looks at it. Amounts in minor units of its currency. */
export interface ReviewedFunds {
  readonly requestId: string;
  readonly title: string;
  readonly currency: string;
  /** That of the activity. */
  readonly quarter: string;
  readonly requestedAt: string;
  readonly askedMinor: number;
  readonly approvedAt?: string | undefined;
  readonly approvedMinor?: number | undefined;
  readonly paidAt?: string | undefined;
  readonly paidMinor?: number | undefined;
  /** Undefined: it was not held, or not yet. */
  readonly heldAt: string | undefined;
  /** By its proof. */
  readonly leads: number;
  /** Deals that the partner named as what came of it. */
  readonly deals: readonly string[];
}

/** Everything that a data package is made of, as other rooms know it. Nothing else is looked at. */
export interface Sources {
  readonly partner: {
    readonly partnerId: string;
    readonly run: number;
    readonly company: string;
    readonly tier: PartnerTier;
    readonly programType: ProgramType;
    readonly programTier: ProgramTier;
  };
  readonly revenue: { readonly now: Revenue; readonly before: Revenue };
  /** What room tiers judges by: quarters beside the reviewed one too. */
  readonly standing: TierMeasured;
  readonly deals: readonly ReviewedDeal[];
  readonly funds: readonly ReviewedFunds[];
  readonly certificates: readonly Certificate[];
  readonly courses: readonly Course[];
  readonly facts: readonly Fact[];
  /** When somebody of the partner signed in. */
  readonly signIns: readonly string[];
  /** Absent: nobody tells of support cases. */
  readonly escalations: readonly { readonly at: string; readonly what: string }[] | undefined;
  /** KPIs as agreed, and how each is measured where that was set. */
  readonly agreed: readonly string[];
  readonly kpis: readonly Kpi[];
  readonly kpiEntries: readonly KpiEntry[];
  /** Of the review before: its actions, its plan. */
  readonly last: { readonly actions: readonly Action[]; readonly plan: Plan | undefined };
}

/** The quarter that is looked at, with its instants. */
export interface Period {
  readonly quarter: string;
  readonly from: string;
  readonly until: string;
  readonly before: { readonly from: string; readonly until: string };
  readonly policy: Policy;
}

export const within = (at: string, { from, until }: { readonly from: string; readonly until: string }): boolean =>
  at >= from && at < until;
