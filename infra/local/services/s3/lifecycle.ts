/** Lifecycle rules on the cloud's clock: what is due goes at midnight (UTC) after its days, as in S3, where it may take longer. */
import type { Clock } from '../../clock.ts';
import type { Bucket, LifecycleRule } from './bucket.ts';
import type { Objects, StoredObject } from './objects.ts';

const DAY_MS = 86_400_000;

const due = (from: number, days: number): number => Math.ceil((from + days * DAY_MS) / DAY_MS) * DAY_MS;

type Expiry = { readonly at: number; readonly how: 'expire' | 'forget' };

/** When something happens to this version by one rule. */
const expiryBy = (rule: LifecycleRule, object: StoredObject): Expiry | undefined => {
  const { ExpirationInDays: days, NoncurrentVersionExpiration: noncurrent } = rule;
  if (object.supersededAt !== null) {
    return noncurrent && { at: due(object.supersededAt, noncurrent.NoncurrentDays), how: 'forget' };
  }
  // A marker with nothing behind it says nothing: S3 takes it away with the rule that made it.
  if (days === undefined) return undefined;
  return { at: due(object.at, days), how: object.marker ? 'forget' : 'expire' };
};

export class Lifecycle {
  readonly #buckets: readonly Bucket[];
  readonly #objects: Objects;
  readonly #clock: Clock;
  readonly #newId: (object: StoredObject) => string;
  #timer: { cancel(): void } | undefined;

  constructor(buckets: readonly Bucket[], objects: Objects, clock: Clock, newId: (object: StoredObject) => string) {
    this.#buckets = buckets;
    this.#objects = objects;
    this.#clock = clock;
    this.#newId = newId;
  }

  /** Looks again when the next thing is due. */
  plan(): void {
    this.#timer?.cancel();
    const dues = this.#objects.all().flatMap((object) => this.#expiry(object) ?? []);
    if (dues.length === 0) return;
    const next = Math.min(...dues.map(({ at }) => at));
    this.#timer = this.#clock.at(Math.max(next, this.#clock.now()), () => this.#sweep());
  }

  stop(): void {
    this.#timer?.cancel();
  }

  #sweep(): void {
    const now = this.#clock.now();
    for (const object of this.#objects.all()) {
      const expiry = this.#expiry(object);
      if (expiry && expiry.at <= now) this.#end(object, expiry.how);
    }
    this.plan();
  }

  #end(object: StoredObject, how: Expiry['how']): void {
    const versioned = this.#buckets.some((one) => one.name === object.bucket && one.versioned);
    if (how === 'forget' || !versioned) {
      this.#objects.forget(object);
      return;
    }
    const versionId = this.#newId(object);
    const gone = { marker: true, versionId, at: this.#clock.now(), size: 0, body: new Uint8Array() };
    this.#objects.put({ ...object, ...gone }, true);
  }

  #expiry(object: StoredObject): Expiry | undefined {
    const bucket = this.#buckets.find(({ name }) => name === object.bucket);
    const rules = bucket?.lifecycle.filter(({ Prefix }) => object.key.startsWith(Prefix)) ?? [];
    const all = rules.flatMap((rule) => expiryBy(rule, object) ?? []);
    return all.sort((left, right) => left.at - right.at)[0];
  }
}
