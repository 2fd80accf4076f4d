(* Sums over the integers from a to b, factorials, powers with integers as exponents, floors and roots. *)
Fixpoint sum_first (f : Z -> R) (a : Z) (terms : nat) : R :=
  match terms with
  | O => 0
  | S fewer => sum_first f a fewer + f (a + Z.of_nat fewer)%Z
  end.
Definition sum_over (a b : Z) (f : Z -> R) : R := sum_first f a (Z.to_nat (b + 1 - a)).
Fixpoint product_first (factors : nat) : Z :=
  match factors with
  | O => 1%Z
  | S fewer => (product_first fewer * Z.of_nat (S fewer))%Z
  end.
Definition factorial_of (n : Z) : Z := product_first (Z.to_nat n).
Definition nth_root (k : Z) (x : R) : R := if Req_EM_T x 0 then 0 else Rpower x (/ IZR k).

Lemma sum_none a b f : (b < a)%Z -> sum_over a b f = 0.
Proof. intro H. unfold sum_over. replace (Z.to_nat (b + 1 - a)) with O by lia. reflexivity. Qed.
Lemma sum_last a b c f s t : (c = b + 1)%Z -> (a <= c)%Z -> sum_over a b f = s -> f c = t -> sum_over a c f = s + t.
Proof.
  intros -> H <- <-. unfold sum_over. replace (Z.to_nat (b + 1 + 1 - a)) with (S (Z.to_nat (b + 1 - a))) by lia.
  simpl. replace (a + Z.of_nat (Z.to_nat (b + 1 - a)))%Z with (b + 1)%Z by lia. reflexivity.
Qed.
Lemma sum_only a c f t : a = c -> f c = t -> sum_over a c f = t.
Proof.
  intros -> <-. unfold sum_over. replace (Z.to_nat (c + 1 - c)) with 1%nat by lia.
  simpl. replace (c + 0)%Z with c by lia. ring.
Qed.
Lemma sum_until a a' b c f : a = a' -> b = c -> sum_over a b f = sum_over a' c f.
Proof. intros -> ->. reflexivity. Qed.
Lemma sum_without a c b f s t : (c = a + 1)%Z -> (a <= b)%Z -> sum_over a b f = s -> f a = t -> sum_over c b f = s - t.
Proof.
  intros -> H <- <-. replace b with (a + Z.of_nat (Z.to_nat (b - a)))%Z by lia. induction (Z.to_nat (b - a)) as [ | k K ].
  - rewrite sum_none by lia. rewrite (sum_only a (a + Z.of_nat 0) f (f a)); [ ring | lia | f_equal; lia ].
  - rewrite (sum_last a (a + Z.of_nat k) (a + Z.of_nat (S k)) f _ _ ltac:(lia) ltac:(lia) eq_refl eq_refl).
    rewrite (sum_last (a + 1) (a + Z.of_nat k) (a + Z.of_nat (S k)) f _ _ ltac:(lia) ltac:(lia) K eq_refl). ring.
Qed.

Lemma factorial_next n : (0 <= n)%Z -> (factorial_of (n + 1) = factorial_of n * (n + 1))%Z.
Proof.
  intro H. unfold factorial_of. replace (Z.to_nat (n + 1)) with (S (Z.to_nat n)) by lia.
  cbn [product_first]. f_equal. lia.
Qed.
Lemma factorial_positive n : (1 <= factorial_of n)%Z.
Proof.
  unfold factorial_of. induction (Z.to_nat n) as [ | j J ]; [ simpl; lia | ]. cbn [product_first]. nia.
Qed.

Lemma power_up x p k : Pos.to_nat p = k -> powerRZ x (Zpos p) = x ^ k.
Proof. intros <-. reflexivity. Qed.
Lemma power_down x p k : Pos.to_nat p = k -> powerRZ x (Zneg p) = / x ^ k.
Proof. intros <-. reflexivity. Qed.
Lemma power_first x : powerRZ x 1 = x.
Proof. simpl. ring. Qed.
Lemma power_inverse x : powerRZ x (-1) = / x.
Proof. simpl. rewrite Rmult_1_r. reflexivity. Qed.
Lemma power_integer b n : (0 <= n)%Z -> powerRZ (IZR b) n = IZR (b ^ n).
Proof.
  intro H. rewrite <- (Z2Nat.id n H), <- pow_powerRZ, pow_IZR. reflexivity.
Qed.
Lemma power_whole z p k : Pos.to_nat p = k -> IZR (z ^ Zpos p) = IZR z ^ k.
Proof. intros <-. rewrite pow_IZR, positive_nat_Z. reflexivity. Qed.
Lemma power_integer_positive b n : (1 <= b)%Z -> (0 <= n)%Z -> (1 <= b ^ n)%Z.
Proof. intros B N. pose proof (Z.pow_pos_nonneg b n). lia. Qed.
Lemma zero_power n : (0 < n)%Z -> powerRZ 0 n = 0.
Proof. destruct n as [ | p | p ]; intro H; try lia. simpl. apply pow_i. apply Pos2Nat.is_pos. Qed.
Lemma power_times x n k : x <> 0 -> powerRZ x (Z.of_nat k * n) = powerRZ x n ^ k.
Proof.
  intro X. induction k as [ | k K ]; [ reflexivity | ].
  rewrite Nat2Z.inj_succ, Z.mul_succ_l, powerRZ_add, K by exact X. simpl. ring.
Qed.
Lemma power_sum x e f g :
  (e = f + g)%Z -> x <> 0 \/ ((0 <= f)%Z /\ (0 <= g)%Z) -> powerRZ x e = powerRZ x f * powerRZ x g.
Proof.
  intros -> H. destruct (Req_dec x 0) as [ -> | X ]; [ | apply powerRZ_add, X ].
  destruct H as [ H | [ F G ] ]; [ lra | ]. destruct (Z.eq_dec f 0) as [ -> | F' ]; [ simpl; ring | ].
  rewrite (zero_power f), (zero_power (f + g)) by lia. ring.
Qed.
Lemma power_multiple x n a :
  (0 <= n)%Z -> (0 <= a)%Z \/ powerRZ x n <> 0 -> powerRZ x (a * n) = powerRZ (powerRZ x n) a.
Proof.
  intros N A. destruct (Req_dec x 0) as [ -> | X ].
  - destruct (Z.eq_dec n 0) as [ -> | N' ]; [ rewrite Z.mul_0_r; simpl (powerRZ 0 0); rewrite powerRZ_R1; reflexivity | ].
    rewrite (zero_power n) in * by lia. destruct A as [ A | A ]; [ | lra ].
    destruct (Z.eq_dec a 0) as [ -> | A' ]; [ reflexivity | ].
    rewrite (zero_power a) by lia. apply zero_power. nia.
  - destruct (Z_le_gt_dec 0 a) as [ L | L ].
    + rewrite <- (Z2Nat.id a L), power_times, <- pow_powerRZ by exact X. reflexivity.
    + replace a with (- Z.of_nat (Z.to_nat (- a)))%Z by lia.
      rewrite Z.mul_opp_l, !powerRZ_neg', power_times, <- pow_powerRZ by exact X. reflexivity.
Qed.
Lemma base_nonzero x k : x ^ k <> 0 -> k <> O -> x <> 0.
Proof. intros H K Z. apply H. rewrite Z. apply pow_i. lia. Qed.
Lemma powered_base x n : powerRZ x n <> 0 -> (n <> 0)%Z -> x <> 0.
Proof.
  intros H N Z. apply H. rewrite Z. destruct n as [ | p | p ]; [ lia | | ]; simpl.
  - apply pow_i. apply Pos2Nat.is_pos.
  - rewrite pow_i by apply Pos2Nat.is_pos. apply Rinv_0.
Qed.

Lemma floor_bounds x : IZR (Int_part x) <= x /\ x < IZR (Int_part x) + 1.
Proof. destruct (base_Int_part x). lra. Qed.
Lemma ceil_bounds x : IZR (- Int_part (- x)) - 1 < x /\ x <= IZR (- Int_part (- x)).
Proof. rewrite opp_IZR. destruct (base_Int_part (- x)). lra. Qed.
Lemma integer_between (a b : Z) x : IZR a <= x -> x < IZR a + 1 -> IZR b <= x -> x < IZR b + 1 -> a = b.
Proof.
  intros. assert (a < b + 1)%Z by (apply lt_IZR; rewrite plus_IZR; lra).
  assert (b < a + 1)%Z by (apply lt_IZR; rewrite plus_IZR; lra). lia.
Qed.
Ltac floor_unique :=
  match goal with |- ?a = Int_part ?x => apply (integer_between a (Int_part x) x); lra end.
Ltac ceil_unique :=
  match goal with
  | |- ?a = (- Int_part (- ?x))%Z =>
      cut ((- a)%Z = Int_part (- x)); [ lia | ]; apply (integer_between _ _ (- x)); rewrite ?opp_IZR in *; lra
  end.
Lemma root_bounds k n x : Z.to_nat k = n -> (1 <= k)%Z -> 0 <= x -> nth_root k x >= 0 /\ nth_root k x ^ n = x.
Proof.
  intros <- K X. assert (P : 0 < IZR k) by (apply IZR_lt; lia). unfold nth_root. destruct (Req_EM_T x 0) as [ -> | N ].
  - split; [ lra | apply pow_i; lia ].
  - split; [ left; apply exp_pos | ]. rewrite <- Rpower_pow by apply exp_pos. rewrite Rpower_mult.
    rewrite INR_IZR_INZ, Z2Nat.id by lia. replace (/ IZR k * IZR k) with 1 by (field; lra). apply Rpower_1. lra.
Qed.
Lemma square_root_bounds x : 0 <= x -> sqrt x >= 0 /\ sqrt x ^ 2 = x.
Proof. intro X. split; [ apply Rle_ge, sqrt_pos | apply pow2_sqrt, X ]. Qed.
Lemma power_increases x y k : 0 <= x -> x < y -> x ^ S k < y ^ S k.
Proof.
  intros X L. induction k as [ | k K ]; [ simpl; lra | ].
  change (x * x ^ S k < y * y ^ S k). pose proof (pow_le x (S k) X). apply Rmult_le_0_lt_compat; lra.
Qed.
Lemma power_injective x y k : 0 <= x -> 0 <= y -> k <> O -> x ^ k = y ^ k -> x = y.
Proof.
  intros X Y K E. destruct k as [ | k ]; [ lia | ]. destruct (Rtotal_order x y) as [ L | [ L | L ] ].
  - pose proof (power_increases x y k X L). lra.
  - exact L.
  - pose proof (power_increases y x k Y L). lra.
Qed.

Lemma by_induction (P : Z -> Prop) (a : Z) :
  P a -> (forall n, (a <= n)%Z -> P n -> P (n + 1)%Z) -> forall n, (a <= n)%Z -> P n.
Proof.
  intros H Next n L. replace n with (a + Z.of_nat (Z.to_nat (n - a)))%Z by lia.
  induction (Z.to_nat (n - a)) as [ | j J ]; [ replace (a + Z.of_nat 0)%Z with a by lia; exact H | ].
  replace (a + Z.of_nat (S j))%Z with (a + Z.of_nat j + 1)%Z by lia. apply Next; [ lia | exact J ].
Qed.
Lemma above_literal (c n : Z) : IZR n > IZR c -> (c + 1 <= n)%Z.
Proof. intro H. apply lt_IZR in H. lia. Qed.
Lemma from_literal (c n : Z) : IZR n >= IZR c -> (c <= n)%Z.
Proof. intro H. apply Rge_le, le_IZR in H. exact H. Qed.

Ltac other_than_0 :=
  first
    [ assumption
    | lra
    | apply pow_nonzero; other_than_0
    | apply powerRZ_NOR; other_than_0
    | apply not_0_IZR; lia
    | apply positive_nonzero; pos
    | match goal with H : ?x ^ ?k <> 0 |- ?x <> 0 => exact (base_nonzero x k H ltac:(lia)) end
    | match goal with H : powerRZ ?x ?n <> 0 |- ?x <> 0 => exact (powered_base x n H ltac:(lia)) end
    | other_than_zero ].
Ltac not_negative :=
  first
    [ assumption
    | lra
    | left; solve [ pos ]
    | match goal with
      | H : ?x >= 0 |- 0 <= ?y => solve [ replace y with x by same; lra ]
      | H : 0 <= ?x |- 0 <= ?y => solve [ replace y with x by same; lra ]
      end ].
Ltac needed :=
  first
    [ assumption
    | lia
    | lazymatch goal with
      | |- _ <> 0 => other_than_0
      | |- 0 <= _ => not_negative
      | |- _ -> _ => let H := fresh in intro H; first [ exfalso; lia | other_than_0 ]
      end ].
Ltac in_its_range := first [ assumption | lia | apply factorial_positive | apply power_integer_positive; lia ].
Ltac bounded_below :=
  first
    [ lia
    | repeat match goal with
      | H : IZR _ >= IZR _ |- _ => apply from_literal in H
      | H : IZR _ > IZR _ |- _ => apply above_literal in H
      end; lia ].
Ltac together := first [ right; split; lia | left; other_than_0 ].
Ltac pushed :=
  repeat first
    [ rewrite plus_IZR | rewrite minus_IZR | rewrite mult_IZR | rewrite opp_IZR | rewrite (power_whole _ _ _ eq_refl) ].
Ltac as_reals := pushed; ring.
