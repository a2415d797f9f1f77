/* hz:compiled 4 with hooks */
hz$g(import.meta.url, [
  "area",
  "Square",
  "make"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return area;
    case 1:
      return Square;
    case 2:
      return make;
  }
});
export function area(shape, scale = 1) {
  var hz$call, hz$out, hz$thrown, hz$kept1, hz$0, hz$1, hz$2, hz$3, hz$4, hz$5;
  hz$call = hz$H(hz$sites, 0);
  if (hz$call.w) hz$I(hz$call, this, [
    shape,
    scale
  ]);
  hz$0 = 0;
  hz$L1: try {
    try {
      hz$3 = 0;
      hz$L2: try {
        if ((hz$5 = shape.measure(scale)) === hz$S) return hz$V(0, hz$r1$area, 1, this, new.target, hz$call, scale, hz$0, hz$1, hz$out);
        hz$4 = hz$out = hz$5;
        hz$3 = 2;
        break hz$L2;
      } catch (hz$caught) {
        hz$4 = hz$caught;
        hz$3 = 1;
      }
      hz$kept1 = hz$out;
      if (scale > 1) {
        hz$1 = hz$out = 0;
        hz$0 = 2;
        break hz$L1;
      }
      hz$out = hz$kept1;
      if (hz$3 === 1) throw hz$4;
      if (hz$3 === 2) {
        hz$1 = hz$4;
        hz$0 = 2;
        break hz$L1;
      }
      hz$out = void 0;
    } catch (hz$caught) {
      hz$thrown = hz$caught;
      throw hz$Q(hz$call, hz$thrown);
    }
  } catch (hz$caught) {
    hz$1 = hz$caught;
    hz$0 = 1;
  }
  hz$L(hz$call, hz$out);
  if (hz$0 === 1) throw hz$1;
  if (hz$0 === 2) return hz$1;
}
class Square {
  constructor(side){
    var hz$call, hz$out;
    hz$call = hz$H(hz$sites, 1);
    if (hz$call.w) hz$I(hz$call, this, [
      side
    ]);
    try {
      this.side = side;
      hz$out = this;
    } catch (hz$thrown) {
      throw hz$Q(hz$call, hz$thrown);
    } finally{
      hz$L(hz$call, hz$out);
    }
  }
  get half() {
    var hz$call = hz$H(hz$sites, 2), hz$out;
    if (hz$call.w) hz$I(hz$call, this, []);
    try {
      return hz$out = this.side / 2;
    } catch (hz$thrown) {
      throw hz$Q(hz$call, hz$thrown);
    } finally{
      hz$L(hz$call, hz$out);
    }
  }
}
export const make = ({ side })=>{
  var hz$call, hz$out, hz$thrown, hz$0, hz$1, hz$2, hz$3;
  hz$call = hz$H(hz$sites, 3);
  if (hz$call.w) hz$I(hz$call, void 0, [
    void 0
  ]);
  hz$0 = 0;
  hz$L1: try {
    try {
      if ((hz$3 = new Square(side)) === hz$S) return hz$v(0, hz$r2$make, 1, hz$call, hz$out);
      hz$1 = hz$out = hz$3;
      hz$0 = 2;
      break hz$L1;
    } catch (hz$caught) {
      hz$thrown = hz$caught;
      throw hz$Q(hz$call, hz$thrown);
    }
  } catch (hz$caught) {
    hz$1 = hz$caught;
    hz$0 = 1;
  }
  hz$L(hz$call, hz$out);
  if (hz$0 === 1) throw hz$1;
  if (hz$0 === 2) return hz$1;
};
function hz$r1$area(hz$frame, hz$in) {
  var { 2: hz$pc, 3: hz$this, 5: hz$call, 6: scale, 7: hz$0, 8: hz$1, 9: hz$out } = hz$frame, hz$thrown, hz$kept1, hz$2, hz$3, hz$4, hz$5, shape;
  hz$L1: try {
    try {
      hz$L2: try {
        hz$pc = 0;
        hz$5 = hz$o(hz$in);
        hz$4 = hz$out = hz$5;
        hz$3 = 2;
        break hz$L2;
      } catch (hz$caught) {
        hz$4 = hz$caught;
        hz$3 = 1;
      }
      hz$kept1 = hz$out;
      if (scale > 1) {
        hz$1 = hz$out = 0;
        hz$0 = 2;
        break hz$L1;
      }
      hz$out = hz$kept1;
      if (hz$3 === 1) throw hz$4;
      if (hz$3 === 2) {
        hz$1 = hz$4;
        hz$0 = 2;
        break hz$L1;
      }
      hz$out = void 0;
    } catch (hz$caught) {
      hz$thrown = hz$caught;
      throw hz$Q(hz$call, hz$thrown);
    }
  } catch (hz$caught) {
    hz$1 = hz$caught;
    hz$0 = 1;
  }
  hz$L(hz$call, hz$out);
  if (hz$0 === 1) throw hz$1;
  if (hz$0 === 2) return hz$1;
}
function hz$r2$make(hz$frame, hz$in) {
  var { 2: hz$pc, 3: hz$call, 4: hz$out } = hz$frame, hz$thrown, hz$0, hz$1, hz$2, hz$3, side;
  hz$L1: try {
    try {
      hz$pc = 0;
      hz$3 = hz$o(hz$in);
      hz$1 = hz$out = hz$3;
      hz$0 = 2;
      break hz$L1;
    } catch (hz$caught) {
      hz$thrown = hz$caught;
      throw hz$Q(hz$call, hz$thrown);
    }
  } catch (hz$caught) {
    hz$1 = hz$caught;
    hz$0 = 1;
  }
  hz$L(hz$call, hz$out);
  if (hz$0 === 1) throw hz$1;
  if (hz$0 === 2) return hz$1;
}
function hz$sites() {
  return [
    "input.js",
    "area",
    2,
    8,
    "Square",
    10,
    3,
    "get Square.half",
    13,
    3,
    "make",
    17,
    21
  ];
}
