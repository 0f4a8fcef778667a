import type { AgreementText } from './text.ts';

export const strategic: AgreementText = {
  version: 'strategic.v1',
  title: 'Strategic agreement for joint go-to-market',
  valueMap: {
    weGain: 'Reach, credibility and customers that neither side wins alone.',
    weGive: 'An executive sponsor, joint planning, content and event budget by plan.',
    youGain: 'The same from us.',
    youGive: 'An executive sponsor, people for the plan, and access to your audience.',
    measuredBy: 'Three to five joint KPIs, accepted by both sides, reviewed each quarter.',
  },
  body: (terms) => `## What this is
This is an agreement between your company and ${terms.program} to go to market together. It gives no right to commission on referrals or to an integration; those need agreements of their own.

## Joint plan
- Both sides keep one written plan: the joint value proposition, target accounts, campaigns and co-selling, and how results are attributed.
- You state the joint value proposition when you accept. The plan is reviewed each quarter and renewed each year.

## Sponsors and owners
- Each side names an executive sponsor and an owner. Yours are stated when you accept; our owner is named with this agreement.

## KPIs
Three to five joint KPIs are agreed before the first activity. Both sides accept the targets.

## Lead terms
- Leads of a joint activity belong to both sides, unless a campaign says otherwise before its launch.
- Leads are shared within 24 hours of an event and followed up within 48 hours.
- Neither side makes cold contact with the other's customers.

## Territory and verticals
- Territory: ${terms.territory}.
- Verticals: ${terms.verticals}.

## Exclusivity
There is none, for either side.

## Brand
The brand rules listed with this agreement are part of it. So are the prohibited tactics.

## Term
This agreement begins when you accept it and ends 12 months later, unless both sides renew it. Either side may end it with 30 days' notice; activities already announced are carried out.`,
};
