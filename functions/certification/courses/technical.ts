/** The modules of the technical certification, by id. Paragraphs are parted by an empty line. */
export const technicalTexts: Readonly<Record<string, string>> = {
  architecture: `## The parts
An integration has four parts: the customer's account with us, our API, your service, and the customer's account with you. Draw them before writing code, and draw on each line who starts the call and what travels on it. Most faults of integrations are lines that nobody drew.

## Who is the master
For each kind of record decide which side is the master. Two masters need a rule for conflicts, and the rule must be one that a customer can understand: the later change wins, or one side always wins. Keep the other side's id with your record; never match by name.

## Authentication
- OAuth 2.0 where a person connects an account: ask for the smallest scopes that work, keep refresh tokens encrypted, handle that consent is withdrawn.
- API keys where a server talks to a server: one key per customer and environment, rotated without downtime by allowing two at a time.
- Webhooks are signed. Verify the signature over the raw body, compare in constant time, and refuse messages older than five minutes.

## Events before polling
Prefer webhooks to asking again and again. A webhook may come twice, late, or in the wrong order. So treat it as a hint: read the record again if order matters, and keep the id of each delivery so that a repeat does nothing.

## Data
Move only what the use needs. Write down what you store, for how long, and how it is deleted when a customer disconnects. Personal data in logs is a fault like any other.`,

  implementation: `## Begin in the sandbox
Each partner has a sandbox account with test data. Build and test there. Never use a customer's production account to try something.

## The first working path
Build one path from end to end before widening it: connect, create one record, receive its change, disconnect. Show it to somebody who did not build it.

## Idempotency
Every call that creates something carries a key of your own that stays the same when you try again. The server answers a repeat with the first result. The same key with another body is refused; that refusal means a bug on your side.

## Errors and retries
- 4xx, other than 408 and 429, is your fault: do not retry, fix it.
- 429 tells you in Retry-After how long to wait. Respect it.
- 5xx and time-outs: retry with growing pauses and some chance in them, a bounded number of times. Then put the work aside where a person sees it.
- Set a time-out on every call. Without one, the slowest service decides how fast yours is.

## Pages and volumes
Lists come in pages. Follow the cursor until it ends, and be ready that records change while you read. For a first import, take it slowly, remember how far you are, and be able to go on from there.

## Versions
Name the API version in each call. Accept unknown fields in answers, since new ones are added without notice. Breaking changes are announced 90 days ahead, to the maintenance owner of your side.

## Before launch
The launch checklist asks for an announcement, a setup guide and a marketplace listing. Write the setup guide by following it yourself, with a fresh account, on another machine.`,

  troubleshooting: `## Look before you change
Ask four questions first: what was expected, what happened, since when, and for whom? One customer or all? One kind of record or all? The answers halve the search each time.

## Follow one request
Every answer of our API carries a request id. Log it with your own id for the operation. With both, one failing request can be followed through both systems in minutes; without them, both sides guess.

## Common causes
- Everything fails with 401: an expired or withdrawn token, or a clock that is wrong. Check the clock; signatures depend on it.
- Some calls fail with 403: a scope is missing, or the customer's administrator changed a right.
- Webhooks stopped: your endpoint answered slowly or with errors, and delivery was paused. Answer within a few seconds, put the work into a queue, and then ask for the missed deliveries.
- Records appear twice: a repeat was not recognised. Look at the idempotency key.
- Records are missing: a page was skipped, or an error was swallowed. Compare counts on both sides first.

## Make it safe, then make it right
If data is being damaged, stop the integration for that customer before searching on. Pausing is always possible, and a late record is better than a wrong one. Then find the cause, fix it with a test that failed before, and repair the data by a script that can be run twice.

## When to ask us
Open a ticket with the request ids, the times with their zone, what you expected and what you saw. Never paste tokens, keys or customers' data into a ticket. Our maintenance owner answers within two business days.

## Afterwards
Write five lines: what happened, whom it touched, the cause, the repair, what will notice it next time. An alarm that would have told you first is worth more than a promise to be careful.`,
};
