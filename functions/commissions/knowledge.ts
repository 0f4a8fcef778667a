import type { PartnerTier, PolicyVersion, ProgramType } from '../policy/contract.ts';

/** What a partner's earnings depend on, beside the policy. */
export interface EarningPartner {
  readonly partnerId: string;
  readonly run: number;
  readonly programType: ProgramType;
  readonly tier: PartnerTier;
  /** Policy version of its admission. */
  readonly policyVersion: number;
  /** Earns from the agreement on (O), and nothing new once it has left [L16]. */
  readonly earnsFrom?: string | undefined;
  readonly stoppedAt?: string | undefined;
  /** Plans of its own, oldest first; they go before the tier's. Null: the tier's again. */
  readonly terms: readonly { readonly plan: string | null; readonly from: string }[];
}

/** Everything a decision may look at, read before it: rules read nothing themselves. */
export interface Knowledge {
  /** All versions of the policy, oldest first. */
  readonly versions: readonly PolicyVersion[];
  /** Every partner that a touch of this customer's facts names. One that is missing earns nothing. */
  readonly partners: ReadonlyMap<string, EarningPartner>;
}
