/** SHA-256 of a text in UTF-8, in 64 hexadecimal digits (FIPS 180-4). The core has no `node:crypto`. */
export function sha256(text: string): string {
  const words = padded(new TextEncoder().encode(text))
  const state = new Uint32Array(INITIAL)
  const schedule = new Uint32Array(64)
  for (let block = 0; block < words.length; block += 16) {
    schedule.set(words.subarray(block, block + 16))
    for (let round = 16; round < 64; round++) schedule[round] = extended(schedule, round)
    compress(state, schedule)
  }
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('')
}

/** The first 64 primes: their cube roots give the round constants, the square roots of the first 8 the state. */
const PRIMES = Array.from({ length: 311 }, (_, index) => index + 2)
  .filter(isPrime)
  .slice(0, 64)
const ROUNDS = Uint32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)))
const INITIAL = Uint32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)))

function isPrime(candidate: number): boolean {
  for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) return false
  return true
}

/** The first 32 bits behind the point. */
function fraction(value: number): number {
  return (value - Math.floor(value)) * 2 ** 32
}

/** The bytes, a single 1 bit, zeros, and the length in bits in the last 64 bits of a block. */
function padded(bytes: Uint8Array): Uint32Array {
  const length = Math.ceil((bytes.length + 9) / 64) * 64
  const view = new DataView(new ArrayBuffer(length))
  new Uint8Array(view.buffer).set(bytes)
  view.setUint8(bytes.length, 0x80)
  view.setUint32(length - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(length - 4, bytes.length * 8)
  return Uint32Array.from({ length: length / 4 }, (_, index) => view.getUint32(index * 4))
}

function extended(schedule: Uint32Array, round: number): number {
  const early = at(schedule, round - 15)
  const late = at(schedule, round - 2)
  const low = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3)
  const high = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10)
  return at(schedule, round - 16) + low + at(schedule, round - 7) + high
}

function compress(state: Uint32Array, schedule: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let round = 0; round < 64; round++) {
    const first = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g))
    const added = first + at(ROUNDS, round) + at(schedule, round)
    const second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + added) | 0, c, b, a, (added + second) | 0]
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = at(state, index) + word
}

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

function at(words: Uint32Array, index: number): number {
  return words[index] ?? 0
}
