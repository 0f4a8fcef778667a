import { describe, expect, test } from 'vitest';
import { registrableDomain } from '../../functions/shared/registrable.ts';
import { domainSignal } from '../../functions/shared/signals.ts';

describe('The domain of a company', () => {
  test.each([
    ['acme.com', 'acme.com'],
    ['WWW.Acme.com', 'acme.com'],
    ['https://shop.acme.com/offers?from=mail', 'acme.com'],
    ['shop.acme.co.uk', 'acme.co.uk'],
    ['acme.com.au', 'acme.com.au'],
    ['mail.eu.acme.de.', 'acme.de'],
    ['acme.com:8443', 'acme.com'],
    ['co.uk', 'co.uk'],
    ['localhost', 'localhost'],
  ])('of %s is %s', (told, registered) => {
    expect(registrableDomain(told)).toBe(registered);
  });

  test('is the same signal for every name under it, and another for another company', () => {
    const key = 'key';
    expect(domainSignal(key, 'mail.acme.co.uk')).toBe(domainSignal(key, 'www.acme.co.uk'));
    expect(domainSignal(key, 'acme.co.uk')).not.toBe(domainSignal(key, 'other.co.uk'));
    expect(domainSignal(key, 'acme.com')).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });
});
