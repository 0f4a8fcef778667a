/** Ranges of IPv4 that are not on the public internet, as first address and length of the prefix (RFC 6890). */
const NOT_PUBLIC: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

const numberOf = (ip: string): number | undefined => {
  const parts = ip.split('.').map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : Number.NaN));
  if (parts.length !== 4 || parts.some((part) => !(part <= 255))) return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
};

const inRange = (ip: number, [first, bits]: readonly [string, number]): boolean => {
  const size = 2 ** (32 - bits);
  return Math.floor(ip / size) === Math.floor((numberOf(first) ?? 0) / size);
};

/** The IPv4 address inside an IPv6 one (mapped, translated), written in either way. */
const inside = (ip: string): string | undefined => {
  const dotted = /^(?:::ffff:|64:ff9b::)(\d+\.\d+\.\d+\.\d+)$/.exec(ip)?.[1];
  if (dotted) return dotted;
  const hex = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(ip);
  if (!hex) return undefined;
  const [high = 0, low = 0] = [hex[1], hex[2]].map((part) => Number.parseInt(part ?? '', 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
};

/**
 * Is this address on the public internet? Only global unicast IPv6 (2000::/3, without documentation and tunnels) and
 * public IPv4 are; what cannot be read is not [fault 41].
 */
export const isPublic = (address: string): boolean => {
  const ip = address.toLowerCase();
  const four = numberOf(ip.includes(':') ? (inside(ip) ?? '') : ip);
  if (four !== undefined) return !NOT_PUBLIC.some((range) => inRange(four, range));
  return ip.includes(':') && /^[23][0-9a-f]{3}:/.test(ip) && !/^(2001:0?db8|2001:0{0,4}:|2002):?/.test(ip);
};

/** Where the payout service may be: https, a name, no user in front of it. */
export const refusedUrl = (url: string): string | undefined => {
  if (!URL.canParse(url)) return 'It is no address.';
  const { protocol, username, password, hostname, port } = new URL(url);
  if (protocol !== 'https:') return 'It is not https.';
  if (username !== '' || password !== '') return 'It has a user name in front of the host.';
  if (port !== '' && port !== '443') return 'It has a port of its own.';
  if (/^[\d.]+$/.test(hostname) || hostname.startsWith('[')) return 'It is a bare IP address.';
  return hostname.includes('.') ? undefined : 'It is a name inside a network.';
};
