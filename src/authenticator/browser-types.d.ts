/** What Node has, and TypeScript declares only together with all of a browser's names (lib.dom). */

declare namespace WebAssembly {
  type Imports = Record<string, Record<string, unknown>>
  type Exports = Record<string, unknown>

  class Memory {
    readonly buffer: ArrayBuffer
    grow(pages: number): number
  }

  class Instance {
    readonly exports: Exports
    constructor(module: Module, imports: Imports)
  }

  function compile(bytes: Uint8Array): Promise<Module>
}

interface ImageData {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
  readonly colorSpace: 'srgb'
}
