import { visible } from './visible.ts'

/**
 * Any text in one line, for a value or the contents of an element. XML has no way to write most controls: they are
 * shown as `\u{1b}`, as in a terminal.
 */
export function xml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** ` name="value" other="3"` */
export function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xml(String(value))}"`)
    .join('')
}

/** A document of these lines. */
export function xmlDocument(lines: readonly string[]): string {
  return ['<?xml version="1.0" encoding="UTF-8"?>', ...lines].map((line) => `${line}\n`).join('')
}
