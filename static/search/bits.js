// Numbers out of bits, as generator/search/bits.py writes them.
"use strict";
var jianbao = window.jianbao || {};

jianbao.bits = (() => {
  const ONES = 16, RAW = 32;

  class Bits {
    constructor(data, at = 0) {
      this.data = data;
      this.at = at; // in bits
    }

    // The next value, written with this width.
    rice(width) {
      const ones = Math.clz32(~this.window());
      if (ones >= ONES) {
        this.at += ONES;
        return this.plain(RAW / 2) * 65536 + this.plain(RAW / 2);
      }
      this.at += ones + 1;
      return ones * 2 ** width + this.plain(width);
    }

    // The next `width` bits, at most 25.
    plain(width) {
      if (!width) return 0;
      const value = this.window() >>> (32 - width);
      this.at += width;
      return value;
    }

    // At least 25 bits from here on, in the high end of 32.
    window() {
      const d = this.data, i = this.at >> 3;
      return ((d[i] << 24) | (d[i + 1] << 16) | (d[i + 2] << 8) | d[i + 3]) << (this.at & 7);
    }

    align() {
      this.at = (this.at + 7) & ~7;
    }
  }

  // The reader of bytes that a script holds as text.
  function bytes(text) {
    const plain = atob(text), data = new Uint8Array(plain.length + 8);
    for (let i = 0; i < plain.length; i++) data[i] = plain.charCodeAt(i);
    return data;
  }

  // The width for the gaps of `count` numbers out of `universe`.
  function gapWidth(universe, count) {
    return Math.max(31 - Math.clz32(Math.floor((universe * 11) / (16 * count))), 0);
  }

  return { Bits, bytes, gapWidth };
})();
