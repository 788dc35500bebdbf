/** Whether a character without a shape has its work to do where it stands: in an emoji, or in a script that needs it. */
export function belongs(text: string, at: number): boolean {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
  const before = text.slice(Math.max(0, at - 40), at)
  const after = text.slice(at + character.length, at + character.length + 4)
  switch (character) {
    case '\u200d':
      return (
        (/(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u.test(before) &&
          /^\p{Emoji}/u.test(after)) ||
        joins(before)
      )
    case '\u200c':
      return joins(before)
    case '\u200b':
      return /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]$/u.test(
        before,
      )
    case '\u200e':
    case '\u200f':
    case '\u061c':
      return rightToLeft.test(before) || rightToLeft.test(after)
    default:
      return isFlag(before, character) || isVariant(before, character)
  }
}

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u

/** Scripts in which letters change their shape by what they are joined to. */
function joins(before: string): boolean {
  return /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Mongolian}\p{Script=Khmer}\p{Script=Myanmar}][\p{M}\u200c\u200d]*$/u.test(
    before,
  )
}

/** England, Scotland, Wales: a black flag and at most six letters as tags. */
function isFlag(before: string, character: string): boolean {
  return /^[\u{e0030}-\u{e007f}]$/u.test(character) && /\u{1f3f4}[\u{e0030}-\u{e007a}]{0,6}$/u.test(before)
}

/** One form of an ideograph. */
function isVariant(before: string, character: string): boolean {
  return /^[\u{e0100}-\u{e01ef}]$/u.test(character) && /\p{Script=Han}$/u.test(before)
}
