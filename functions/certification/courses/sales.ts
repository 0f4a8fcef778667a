/** The modules of the sales certification, by id. Paragraphs are parted by an empty line. */
export const salesTexts: Readonly<Record<string, string>> = {
  product: `## What a customer buys
A business does not buy features. It buys a result: work that takes less time, money that comes in sooner, a risk that goes away. Start every conversation with the result, and name a feature only to show how the result comes about.

The product is a subscription. The customer pays for a plan and a number of seats, monthly or yearly. A yearly plan is the better one for most: the price is fixed, and the customer gives the product the time it needs to pay back.

## Three people in every sale
- The user works with the product each day and asks whether it makes the day easier.
- The buyer pays and asks what it costs, what it brings, and when.
- The administrator sets it up and asks who may see what, where data is kept, and how to leave again.

A sale in which one of the three was never asked is a sale that ends at renewal.

## Proof before promise
Say only what our own material says. A number needs a source: a named case study, or the customer's own data from a trial. If you do not know an answer, say so, write it down, and bring it within two working days. A promise that the product does not keep costs the customer, and then the program, more than the deal was worth.

## Trial and first value
A trial is a small project with an end. Agree on one task that the customer wants done, who does it, and the day on which both of you look at the result. First value means that this task was done once, by the customer, with the customer's data. Most trials that fail had no such task.

## Data and trust
Customers ask where their data lies, who can see it, and how it is deleted. Answer from the security sheet, never from memory. Do not put customer data into e-mails or your own notes beyond what the deal needs.`,

  'icp-and-discovery': `## The ideal customer profile
The ideal customer profile, ICP for short, describes the companies that succeed with the product: by segment, industry, size and region. It is not a list of everyone who could buy. A company inside the profile buys faster, stays longer and costs less to support.

A prospect outside the profile is not forbidden. It needs a reason that you can write down, and more proof than the others.

## Qualify early, and out loud
Four questions decide whether to go on:
- Is there a problem that somebody is paid to solve?
- What happens if nothing is done? If the answer is "nothing", there is no deal.
- Who decides, and who can stop it?
- By when, and why by then?

A clear no in the first week is worth more than a maybe in the third month. Qualifying out is not losing: it gives the time back to a deal that can be won.

## Discovery is listening
In a first call the customer talks more than you do. Ask open questions, one at a time, and stay silent after asking. Ask for the last time the problem occurred, not for opinions: what happened, who was involved, what did it cost? Then say back what you heard, in the customer's words, and ask what you got wrong.

Numbers make a problem real. Five hours a week for six people is thirty hours a week; let the customer do the sum.

## Write it down the same day
After the call, send a short summary: the problem, what it costs, who is involved, the next step with a date. The answer to that summary is the best qualification there is. What is agreed goes into the deal registration: customer name and domain, expected yearly value, expected close date, contact, and products.`,

  'demo-and-objections': `## A demo answers questions
Show what discovery found, and nothing else. Begin with the end: the finished result that the customer wants. Then show the two or three steps that lead there, with data that looks like the customer's own. Stop after each step and ask whether this is how it would be used.

A tour of every menu answers questions that nobody asked. Twenty minutes of demo and ten of conversation are better than an hour of clicks.

## Prepare for failure
Networks fail. Have the demo environment ready and tested on the same day, and screenshots for the worst case. Never show another customer's data. If something breaks, say so, show the picture, and go on.

## An objection is a question
Handle it in four steps:
- Listen to the end. The first sentence is rarely the whole objection.
- Ask what is behind it. "Too expensive" may mean the price, the budget, the timing, or doubt about the result.
- Answer that question, with proof.
- Check that it is answered, and only then go on.

## Four that always come
- Price: go back to what the problem costs per year. Do not offer a discount in the first answer; it says that the price was not meant.
- Time: make the first step smaller, not the price lower.
- "We already have something": ask what it does well and where it stops. Never speak badly of a competitor or of the customer's earlier choice.
- Security: bring the security sheet and, if needed, a technical colleague.

## End with a step
A demo without an agreed next step was entertainment. The next step has a person, a date and a result. If the customer does not want one, that is an answer too; write it down.`,

  'deal-mechanics': `## Register first
Register a deal as soon as it is qualified, before you invest in it. A registration needs the customer's name and domain, the expected yearly value, the expected close date, a contact and the products. Somebody at your company must hold a valid sales certificate.

Checks run at once: another partner's registration, our own pipeline, your territory and verticals, your number of open deals. Then a person decides within 48 hours. If nobody decides in time, a registration with clean checks is approved by rule.

## What approval gives you
An approved deal is yours for 90 days. You may ask once for 30 days more, before day 90. Keep it alive: after 30 days without an update from you there is a reminder, after 45 a warning, and after 60 the deal goes back to the open pool.

## Conflicts
Where two partners register the same customer, the first one to register has it. The second is told at once, with the reason. If the customer is already in our own pipeline, we keep the deal and you get a conflict fee. If the customer asks for another partner, that wish is honoured, and the first partner is compensated. Appeals are open for 14 days, and somebody other than the first decider answers.

## Who invoices
In a resale, you invoice the customer, and your margin is your discount. As an agent, we invoice, and your margin is paid to you as commission. Say which it is when you register.

## How you are paid
Commission follows payments, not signatures. It is reviewed for 30 days, approved, and paid monthly; amounts under the minimum roll over. A refund or chargeback within 60 days takes the commission back, in proportion if the refund is partial. You see every amount with the rule that made it.

## Handing over a customer
A won deal is the start. Introduce the customer to the people who will help, write down what was promised, and agree on the day of first value. Leads of a joint event are followed up within 48 hours, and the other side's customers are never contacted cold.`,
};
