/** What is known when a sale or lead is checked, of it and of the partner that earns by it. Hashes are keyed. */
export interface SaleKnown {
  readonly kind: 'sale' | 'lead';
  /** When it was bought, or the lead came. */
  readonly at: string;
  readonly customer: {
    readonly mailbox?: string | undefined;
    readonly domain?: string | undefined;
    readonly payment?: string | undefined;
    readonly device?: string | undefined;
    readonly phone?: 'passed' | 'failed' | undefined;
    /** Is the domain of the address on the list of throw-away ones? Unknown without an address. */
    readonly disposable?: boolean | undefined;
  };
  readonly partner: {
    readonly mailbox?: string | undefined;
    /** Domains of its own: of the address and the site, but for free mail and shared platforms. */
    readonly domains?: readonly string[] | undefined;
    readonly disposable?: boolean | undefined;
    readonly verified?: boolean | undefined;
    /** Accounts that it is, or was, paid to. */
    readonly accounts: readonly string[];
    readonly devices: readonly { readonly device: string; readonly at: string }[];
    /** What the team allows this partner. */
    readonly allowed: { readonly couponSites: boolean; readonly brandBidding: boolean };
  };
  /** The partner's last click before it; none for a coupon or a registered deal. */
  readonly click?: {
    readonly at: string;
    readonly device: string;
    readonly referrerHost?: string | undefined;
    /** Did the site's script see a page? Unknown where no script runs. */
    readonly viewed?: boolean | undefined;
    /** Did a gesture of a person open the page? Unknown where the browser did not tell. */
    readonly acted?: boolean | undefined;
    /** Visits from the same source in the busiest minute around it. */
    readonly inAMinute?: number | undefined;
  };
  /** Of a lead: how many leads of this partner, this one too, have addresses that differ in digits alone. */
  readonly alike?: number | undefined;
}
