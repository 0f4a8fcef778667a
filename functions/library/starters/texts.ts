import type { Described } from '../assets/items.ts';

/** A text of the starter set: what is said of it, and its pages. `## ` is a heading, `- ` an item of a list. */
export interface Starter {
  readonly assetId: string;
  readonly said: Described;
  readonly text: string;
}

const said = (shelf: Described['shelf'], title: string, summary: string): Described => ({
  ...{ shelf, title, summary },
  tiers: [],
  programTypes: [],
});

export const starters: readonly Starter[] = [
  {
    assetId: 'starter-sales-playbook',
    said: said(
      'sales-playbook',
      'Sales playbook',
      'From the first talk to a registered deal that closes: what to ask, show and agree.',
    ),
    text: `## Before the first talk
Know whom you are looking for. A company inside the ideal customer profile (segment, industry, size, region) buys faster, stays longer and costs less to support. Write down why this company, and why now.

## The first talk: five questions
- What takes too long today, and what does that cost in a month?
- Who feels it, who pays for it, and who has to set up something new?
- What was tried before, and why did it stop?
- What has to be true by when, so that the project was worth it?
- How does your company decide about something of this size?

Three people are in every sale: the user, the buyer and the administrator. A deal in which one of them was never asked is a deal that ends at renewal.

## Register early
Register the deal as soon as need, budget and next step are known. The first claim on a customer counts; the answer comes with the rule it rests on. A registered deal is yours for its protection time, and its margin is that of your tier and its bonuses.
- Have at hand: company and its web domain, contact, expected value, date of decision.
- Keep it alive: note what happened after each talk. Ask for more time before the protection ends, not after.

## Show little, prove much
Show the one task that the customer named, with data that looks like the customer's. A number needs a source: a named case study, or the customer's own trial. If you do not know an answer, say so and bring it within two working days.

## A trial is a small project with an end
Agree on one task, who does it, and the day on which both look at the result. First value means that the task was done once, by the customer, with the customer's data. Most trials that fail had no such task.

## Closing
- Repeat the result in the customer's words, and what it is worth.
- A yearly plan is the better one for most: the price is fixed and there is time for it to pay back.
- Agree on who sets it up and when the first review takes place, before anything is signed.
- Record the win at once. What you earn follows from the recorded day.`,
  },
  {
    assetId: 'starter-battle-card',
    said: said(
      'battle-cards',
      'Battle card: doing nothing',
      'The competitor that wins most often, and how to compare fairly with any other.',
    ),
    text: `## The competitor that wins most deals
More deals are lost to "we stay as we are" than to any product. Doing nothing is free this month and costs every month after. Let the customer do the sum:
- hours a week that the task takes, times people, times what an hour costs;
- money that comes in later because of it;
- what happens on the day on which the one person who knows how is ill.

## When they say ...
- "We have no time for a change." Ask how long the task takes today; start with that one task, and with one team.
- "It is too expensive." Compared with what? Put price and monthly cost of doing nothing side by side, in the customer's figures.
- "We could build it." Ask who keeps it running in year three, who is called at night, and what those people do not build meanwhile.
- "We use a spreadsheet." Good: then the data is there. Ask what happened the last time two people changed it at once.
- "Send us something." Send one page on their one task, with a date for the next talk. Never the whole library.

## Compare fairly
Name a competitor's strength first, if you are asked. Say only what can be checked today on a public page, and give the page. Never speak of a competitor's finances, people or customers. A comparison that turns out wrong costs the deal, and then the program.

## Five questions for any other product
- Which result was promised, by when, and who said so?
- What does it cost in the third year, with all seats and services?
- Where does the data lie, and how does it come out again?
- Who helps on a bad day, and how fast?
- Which customer of our size may we call?`,
  },
  {
    assetId: 'starter-case-study-kit',
    said: said(
      'case-studies',
      'Case study kit',
      'How to win, write and release a case study with your customer: questions, outline, consent.',
    ),
    text: `## Why yours
A case study of a customer whom your next prospect could call is worth more than any page of ours. You know the story; this kit makes it a page. Send us the draft: we edit, and publish it in the library under both names.

## Whom to ask
- A result that can be counted, at least three months old.
- A contact who was there before and after.
- A customer who has said something good without being asked.

## The interview, thirty minutes
- What was the day like before? Tell me about one bad one.
- What did it cost: hours, money, nerves?
- Why did you look for something then, and not a year before?
- What did you doubt, and what settled it?
- What is different today? Which number shows it, and where does it come from?
- What would you tell somebody who stands where you stood?

## The outline, one page
- Headline: the result in one sentence, with its number.
- The company in two lines: what it does, where, how large.
- Before: the problem and what it cost.
- The choice: what mattered, and what it was compared with.
- After: what is done differently, the number, over which time.
- A sentence of the customer in its own words, with name and role.

## Consent, in writing
Nothing is published without it. The customer approves the final text, its numbers, the use of its name and logo, and for how long; consent can be taken back, and then the page goes. Keep the customer's answer with the draft. Leave out prices, contracts and the names of third parties.`,
  },
  {
    assetId: 'starter-integration-guide',
    said: said(
      'integration-guide',
      'Integration guide',
      'What a good integration needs: sign-in, events, errors, versions, and what to have ready for the launch.',
    ),
    text: `## Decide first
- Kind: API, marketplace, native or embedded.
- Data: which objects, in which direction, who may see them, and who deletes them.
- Value: what users of each side can do that they could not do before.
- Owner: a named person on each side who maintains it when an interface changes.

## Sign-in and secrets
Use OAuth 2.0 where users are involved, a key of its own for each customer where they are not. Ask for the least rights that do the work. Keep secrets out of code, logs and addresses; be able to change each one without a break, by accepting the old and the new for a while.

## Events
- Check the signature over the bytes as they came, with a time that may be five minutes off at most; refuse everything else.
- Answer quickly, work afterwards. An answer other than 2xx is sent again.
- The same event can come twice, late and out of order. Remember its id for good, and let the second one change nothing.
- Treat a shape you do not know as an error that a person sees, never as something to skip.

## Calls
Send an idempotency key with everything that writes. Try again with growing pauses and some chance in them, and stop after a while. Honour Retry-After. Page through lists by their cursor. Money is integers in minor units with a currency, times are UTC.

## Versions
Add fields, never change what one means. Announce a breaking change 90 days ahead, run both versions meanwhile, and count who still uses the old one. Test against the sandbox with every release of either side.

## Ready for the launch
- A new customer connects in ten minutes by the setup guide, without a call.
- The page in the marketplace says what it does, what it reads and writes, and what it costs.
- Errors tell the user what to do; support of both sides knows who answers what.
- Disconnecting stops the data, deletes the keys and says so.
- Announcement, screenshots and a first joint customer are agreed.`,
  },
  {
    assetId: 'starter-brand-rules',
    said: said(
      'co-brandable',
      'Working with both brands',
      'The rules for everything that carries both names, and how to get material approved in one round.',
    ),
    text: `## The short form
Make the co-branded sheet in the portal: its logos, sizes and disclaimer are right by themselves. For anything else these rules hold; you accepted them with the agreement.

## Logos
- A logo is published only after written approval. In the portal a person approves yours once; you may then use what the portal makes.
- Use official files, never a screenshot, a redrawn or an older logo.
- Both logos have the same size and prominence: the same area, the same line, the same background.
- Never stretch, cut, turn, recolour or animate a logo, or put effects on it.
- Keep a margin of half the logo's height free around it.

## Words
- Each name is written as its owner writes it, and is no verb and no plural.
- Say what you do: "certified partner" only while the certificate is current, "preferred" only at a tier of that name.
- Claims need a source. Prices and roadmaps of the other side are not yours to publish.
- The disclaimer that this is a collaboration stands on every page that carries both names.

## Advertising
No bids on brand names, and no look-alike domains or accounts. Advertising in e-mails only to people who agreed to get them from you.

## Approval in one round
Send the finished piece, where it appears, from when to when, who sees it, and the source of each claim. Material that changes after approval is new material.`,
  },
];
