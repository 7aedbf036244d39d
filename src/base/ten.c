/* Powers of ten as 64 bits and an exponent.  10^k = 10^(27 i) * 10^j with j
   below 27: two short tables instead of one of 700 numbers. */
#include "base/ten.h"

enum { STEP = 27, FIRST = -13 }; /* j is below STEP, i is from FIRST on */

/* The bits of 10^(27 i), rounded to nearest; those of 10^0 .. 10^26, exact.
   tests/reference/ten.py makes both. */
static const uint64_t coarse[] = {
    0x8049a4ac0c5811ae, 0xcf42894a5dce35ea, 0xa76c582338ed2622,
    0x873e4f75e2224e68, 0xda7f5bf590966849, 0xb080392cc4349ded,
    0x8e938662882af53e, 0xe65829b3046b0afa, 0xba121a4650e4ddec,
    0x964e858c91ba2655, 0xf2d56790ab41c2a3, 0xc428d05aa4751e4d,
    0x9e74d1b791e07e48, 0x8000000000000000, 0xcecb8f27f4200f3a,
    0xa70c3c40a64e6c52, 0x86f0ac99b4e8dafd, 0xda01ee641a708dea,
    0xb01ae745b101e9e4, 0x8e41ade9fbebc27d, 0xe5d3ef282a242e82,
    0xb9a74a0637ce2ee1, 0x95f83d0a1fb69cd9, 0xf24a01a73cf2dcd0,
    0xc3b8358109e84f07, 0x9e19db92b4e31ba9, 0xff6d0b3492801151};
static const uint64_t fine[STEP] = {
    0x8000000000000000, 0xa000000000000000, 0xc800000000000000,
    0xfa00000000000000, 0x9c40000000000000, 0xc350000000000000,
    0xf424000000000000, 0x9896800000000000, 0xbebc200000000000,
    0xee6b280000000000, 0x9502f90000000000, 0xba43b74000000000,
    0xe8d4a51000000000, 0x9184e72a00000000, 0xb5e620f480000000,
    0xe35fa931a0000000, 0x8e1bc9bf04000000, 0xb1a2bc2ec5000000,
    0xde0b6b3a76400000, 0x8ac7230489e80000, 0xad78ebc5ac620000,
    0xd8d726b7177a8000, 0x878678326eac9000, 0xa968163f0a57b400,
    0xd3c21bcecceda100, 0x84595161401484a0, 0xa56fa5b99019a5c8};

/* The exponent that belongs to the bits of 10^k: floor(k * log2(10)) - 63. */
static int exponent(int k)
{
    int scaled = 217706 * k; /* log2(10) in units of 2^-16 */
    return (scaled - (scaled < 0 ? 65535 : 0)) / 65536 - 63;
}

static struct wide normal(struct wide w)
{
    for (; w.f >> 63 == 0; w.e--)
        w.f <<= 1;
    return w;
}

/* a * b, rounded to nearest: the highest 64 of 128 bits, from four products of
   32. */
static struct wide times(struct wide a, uint64_t f, int e)
{
    const uint64_t low = UINT64_C(0xffffffff);
    uint64_t ah = a.f >> 32, al = a.f & low, bh = f >> 32, bl = f & low;
    uint64_t middle = (al * bl >> 32) + (ah * bl & low) + (al * bh & low) +
                      (UINT64_C(1) << 31);
    uint64_t high = ah * bh + (ah * bl >> 32) + (al * bh >> 32);

    return normal((struct wide){high + (middle >> 32), a.e + e + 64});
}

/* Each product is half a unit wrong, and doubles what was wrong before when it
   loses its highest bit; a coarse power begins half a unit wrong:
   2 * (2 * (1/2 + 1/2) + 1/2) = 5. */
struct wide ten_scale(uint64_t m, int k)
{
    struct wide w = normal((struct wide){m, 0});
    int i = (k + TEN_MOST + 1) / STEP + FIRST, j = k - STEP * i;

    if (i != 0)
        w = times(w, coarse[i - FIRST], exponent(STEP * i));
    return j == 0 ? w : times(w, fine[j], exponent(j));
}
