import type { AgreementText } from './text.ts';

export const referralAffiliate: AgreementText = {
  version: 'referral-affiliate.v1',
  title: 'Referral agreement for affiliates',
  valueMap: {
    weGain: 'Customers who come through people they trust.',
    weGive: 'Commission on their payments, creative assets, a link of your own and a named contact.',
    youGain: 'Commission on the payments of the customers you refer.',
    youGive: 'Honest recommendations to your audience, with your link.',
    measuredBy: 'Clicks, conversion and revenue, counted by the program.',
  },
  body: (terms) => `## What this is
This is a referral agreement between you and ${terms.program}. It covers links to our product that you publish. It gives no right to resell, to integrate, or to speak for us; those need agreements of their own.

## Commission
- You earn ${terms.firstPayment} of a referred customer's first payment, net of tax.
- You earn ${terms.laterPayments} of each later payment made within ${terms.laterMonths} months of the first.
- A customer is referred by you when a payment follows a click on your link within ${terms.cookieDays} days. Where several partners referred the same customer, attribution is: ${terms.attribution}.
- Buying through your own link earns nothing.

## Territory and verticals
- Territory: ${terms.territory}.
- Verticals: ${terms.verticals}.

## Review, payout and clawback
- A commission is reviewed for ${terms.reviewDays} days from the payment and is then approved, held with a reason, or rejected with a reason.
- Approved commission is paid monthly. Below ${terms.payoutMinimum} it rolls over to the next month.
- You are paid once a payout method, a verified e-mail address and your tax status are on file. Until then nothing is lost.
- A refund or chargeback within ${terms.clawbackDays} days takes the commission back, in proportion for a partial refund.

## How you may promote
- Say clearly, next to the link, that you earn a commission.
- Make no claim about the product or its price that our own site does not make.
- The prohibited tactics listed with this agreement end it. A confirmed case earns nothing.

## Brand
The brand rules listed with this agreement are part of it.

## Decisions and appeals
Every rejection names its reason. You may appeal within ${terms.appealDays} days; somebody other than the first decider answers.

## Term
This agreement begins when you accept it. Either side may end it at any time. Commission approved before the end is paid, and clawback stays in force for payments made before it.`,
};
