import type { AgreementText } from './text.ts';

export const integration: AgreementText = {
  version: 'integration.v1',
  title: 'Integration agreement',
  valueMap: {
    weGain: 'A product that fits the tools our customers already use.',
    weGive: 'API access, a sandbox, technical certification and a marketplace listing.',
    youGain: 'Reach to our customers, and customers of your own who stay longer.',
    youGive: 'A working integration, and somebody who keeps it working.',
    measuredBy: 'Accounts that use the integration each month, and how many keep it.',
  },
  body: (terms) => `## What this is
This is a technical agreement between your company and ${terms.program} about one integration. It gives no right to commission or to joint marketing; those need agreements of their own.

## Terms that you state when you accept
- The kind of integration: API, marketplace, native or embedded.
- Its value to our users and to yours.
- The data flow: one way, or both.
- How it authenticates: OAuth 2.0, API key or webhook.
- The revenue model: free, revenue share or referral fee.
- Your maintenance owner.

## Maintenance when an API changes
- Each side names an owner who keeps the integration working when an API changes. Ours is the owner named with this agreement.
- A breaking change is announced at least 90 days ahead. Each owner answers questions within two business days.

## Exclusivity
There is none, for either side.

## Roadmap
Both owners compare roadmaps: ${terms.roadmapCadence}.

## Launch checklist
- An announcement that both sides approved.
- A setup guide for customers.
- A marketplace listing.

## Data
Each side uses the other's customer data for the integration alone, and deletes it when the customer disconnects.

## Brand
The brand rules listed with this agreement are part of it. So are the prohibited tactics.

## Term
This agreement begins when you accept it. Either side may end it with 90 days' notice, so that customers can move.`,
};
