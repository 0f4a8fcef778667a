import type { AgreementText } from './text.ts';

export const referralChannel: AgreementText = {
  version: 'referral-channel.v1',
  title: 'Referral agreement for channel partners',
  valueMap: {
    weGain: 'Customers in markets and industries that you know better than we do.',
    weGive: 'Margin, training and certification, a partner manager, and protection of the deals you register.',
    youGain: 'Margin on each sale, and services around the product.',
    youGive: 'Certified people, registered deals, and honest forecasts.',
    measuredBy: 'Deals registered and won, revenue per quarter, and certified people.',
  },
  body: (terms) => `## What this is
This is a referral agreement between your company and ${terms.program}. It covers customers whom you bring to our product, or sell it to. It gives no right to integrate with the product or to market jointly; those need agreements of their own.

## Margin
- You start at tier ${terms.tier} with a margin of ${terms.margin} of list value, net of tax.
- Where you sell in your own name, the margin is your discount. Where we invoice, it is paid to you as commission.
- Bonuses for registered deals, new customers and longer terms are stated in the program's policy.

## Territory and verticals
- Territory: ${terms.territory}.
- Verticals: ${terms.verticals}.

## Deal registration
- A registered deal that is approved is yours for 90 days and may be extended once by 30 days.
- We decide within 48 hours. A rejection names its reason.
- At least one person of yours holds a valid sales certificate when you register a deal.

## Review, payout and clawback
- Commission is reviewed for ${terms.reviewDays} days from the customer's payment, then approved, held with a reason, or rejected with a reason.
- Approved commission is paid monthly. Below ${terms.payoutMinimum} it rolls over to the next month.
- A refund or chargeback within ${terms.clawbackDays} days takes the commission back, in proportion for a partial refund.

## How you may promote
- Make no claim about the product or its price that our own material does not make.
- The prohibited tactics listed with this agreement end it.

## Brand
The brand rules listed with this agreement are part of it.

## Decisions and appeals
You may appeal against a decision within ${terms.appealDays} days; somebody other than the first decider answers.

## Term
This agreement begins when you accept it and runs for one year, then from year to year. Either side may end it with 30 days' notice. Commission on payments made before the end is paid, and clawback stays in force for them.`,
};
