// Seals answers to the wave's key, so that nobody but the server reads them, whatever carries or keeps them on the way. What is made is
// described in server/intake/sealed.h: HPKE (RFC 9180) in base mode with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-128-GCM.

const { subtle } = crypto;          // missing at an address without TLS

export const BLOCK = 4096;          // sizes on the wire are multiples of it
const ECDH = { name: 'ECDH', namedCurve: 'P-256' };
const KEM = 'KEM\0\x10';            // the names of the suite in RFC 9180
const SUITE = 'HPKE\0\x10\0\x01\0\x01';
const NONE = new Uint8Array(32);    // what an empty salt is to HMAC; WebCrypto takes no empty key

const bytesOf = (text) => new TextEncoder().encode(text);
const join = (...parts) => new Uint8Array(parts.flatMap((part) => [...(typeof part === 'string' ? bytesOf(part) : new Uint8Array(part))]));
const importKey = (bytes, algorithm, ...uses) => subtle.importKey('raw', bytes, algorithm, false, uses);

const hmac = async (key, ...data) => subtle.sign('HMAC', await importKey(key, { name: 'HMAC', hash: 'SHA-256' }, 'sign'), join(...data));
/** LabeledExtract and LabeledExpand of RFC 9180, 4, for no more than the 32 bytes of one hash. */
const extract = (salt, ...labeled) => hmac(salt, 'HPKE-v1', ...labeled);
const expand = async (key, size, ...labeled) => (await hmac(key, [0, size], 'HPKE-v1', ...labeled, [1])).slice(0, size);

/** Seals bytes to an uncompressed public key: [encapsulated key, sealed text]. `ephemeral`, a pair of keys, is for test vectors alone. */
export async function hpke(publicKey, info, aad, plain, ephemeral) {
  const own = ephemeral ?? await subtle.generateKey(ECDH, false, ['deriveBits']);
  const encapsulated = await subtle.exportKey('raw', own.publicKey);
  const shared = await subtle.deriveBits({ name: 'ECDH', public: await importKey(publicKey, ECDH) }, own.privateKey, 256);
  const salt = await expand(await extract(NONE, KEM, 'eae_prk', shared), 32, KEM, 'shared_secret', encapsulated, publicKey);
  const secret = await extract(salt, SUITE, 'secret');
  const context = join([0], await extract(NONE, SUITE, 'psk_id_hash'), await extract(NONE, SUITE, 'info_hash', info));
  const key = await importKey(await expand(secret, 16, SUITE, 'key', context), 'AES-GCM', 'encrypt');
  const iv = await expand(secret, 12, SUITE, 'base_nonce', context);
  return [encapsulated, await subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bytesOf(aad) }, key, plain)];
}

/**
 * The member "sealed" of submission `id`, in the place of `via` and `answers`, which are `body`. `publicKey` is `key` of /api/v1/survey.
 * Nothing where the browser has no cryptography.
 */
export async function seal(publicKey, wave, id, body) {
  if (!subtle) return undefined;
  const key = Uint8Array.from(atob(publicKey.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt());
  const bare = bytesOf(JSON.stringify(body));
  const plain = join(bare, ' '.repeat(-bare.length & (BLOCK - 1)));
  const keyId = (await subtle.digest('SHA-256', key)).slice(0, 8);
  const sealed = join(keyId, ...await hpke(key, 'otklik response 1', `${wave}/${id}`, plain));
  return btoa(Array.from(sealed, (byte) => String.fromCharCode(byte)).join('')).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}
