From Coq Require Import Reals Lra Lia ZArith List.
Open Scope R_scope.

(* Positive expressions, divisors other than zero, equal rational functions, integers. *)
Ltac pos :=
  first
    [ assumption
    | lazymatch goal with
      | |- 0 < _ + _ => apply Rplus_lt_0_compat; pos
      | |- 0 < _ * _ => apply Rmult_lt_0_compat; pos
      | |- 0 < _ / _ => apply Rdiv_lt_0_compat; pos
      | |- 0 < _ ^ _ => apply pow_lt; pos
      | |- 0 < Rmin _ _ => apply Rmin_glb_lt; pos
      | |- 0 < Rmax _ _ => eapply Rlt_le_trans; [ | apply Rmax_l ]; pos
      | |- 0 < Rpower _ _ => apply exp_pos
      end
    | clear; lra ].
Lemma positive_nonzero d : 0 < d -> d <> 0.
Proof. lra. Qed.
Ltac other_than_zero :=
  repeat split;
  first
    [ assumption
    | lra
    | apply positive_nonzero; solve [ pos ]
    | let E := fresh in
      intro E;
      match goal with
      | H : _ <> 0 |- _ => apply H; solve [ rewrite E; ring | lra | rewrite E; field; other_than_zero ]
      end ].
Ltac same := first [ ring | field; other_than_zero ].
Ltac evident := clear; lra.

(* What a comparison says of a difference, and its negation. *)
Lemma by_ge x y : (x >= y /\ 0 <= x - y) \/ (~ x >= y /\ 0 < y - x).
Proof. destruct (Rle_or_lt y x); [ left | right ]; lra. Qed.
Lemma by_le x y : (x <= y /\ 0 <= y - x) \/ (~ x <= y /\ 0 < x - y).
Proof. destruct (Rle_or_lt x y); [ left | right ]; lra. Qed.
Lemma by_gt x y : (x > y /\ 0 < x - y) \/ (~ x > y /\ 0 <= y - x).
Proof. destruct (Rle_or_lt x y); [ right | left ]; lra. Qed.
Lemma by_lt x y : (x < y /\ 0 < y - x) \/ (~ x < y /\ 0 <= x - y).
Proof. destruct (Rle_or_lt y x); [ right | left ]; lra. Qed.
Lemma by_eq x y : (x = y /\ x - y = 0) \/ (~ x = y /\ (0 < y - x \/ 0 < x - y)).
Proof. destruct (Rtotal_order x y) as [ H | [ H | H ] ]; [ right | left | right ]; lra. Qed.
Lemma by_ne x y : (x <> y /\ (0 < y - x \/ 0 < x - y)) \/ (~ x <> y /\ 0 <= x - y /\ 0 <= y - x).
Proof. destruct (Rtotal_order x y) as [ H | [ H | H ] ]; [ left | right | left ]; lra. Qed.

Lemma min_cases x y : (Rmin x y = x /\ 0 <= y - x) \/ (Rmin x y = y /\ 0 < x - y).
Proof. unfold Rmin. destruct (Rle_dec x y); [ left | right ]; split; lra. Qed.
Lemma max_cases x y : (Rmax x y = x /\ 0 <= x - y) \/ (Rmax x y = y /\ 0 < y - x).
Proof. unfold Rmax. destruct (Rle_dec x y); [ destruct (Req_dec x y) | ]; [ left | right | left ]; lra. Qed.
Ltac pick := first [ solve [ repeat split; lra ] | left; pick | right; pick ].
Ltac extremum_cases :=
  repeat match goal with
  | |- context [ Rmin ?x ?y ] =>
      lazymatch y with context [ Rmin _ _ ] => fail | _ => destruct (min_cases x y) as [ [ -> ? ] | [ -> ? ] ] end
  | |- context [ Rmax ?x ?y ] =>
      lazymatch y with context [ Rmax _ _ ] => fail | _ => destruct (max_cases x y) as [ [ -> ? ] | [ -> ? ] ] end
  end.
Ltac attained := extremum_cases; pick.
Ltac equal_arguments :=
  repeat match goal with
  | |- Rmin _ _ = Rmin _ _ => apply f_equal2
  | |- Rmax _ _ = Rmax _ _ => apply f_equal2
  end; first [ reflexivity | same ].

Lemma nonzero_by d numerator denominator : numerator = d * denominator -> numerator <> 0 -> d <> 0.
Proof. intros E H Z; apply H; rewrite E, Z; ring. Qed.
Lemma equal_positive x y : x = y -> 0 < y -> 0 < x.
Proof. intros ->. trivial. Qed.
Lemma positive_by d numerator denominator :
  numerator = d * denominator -> 0 < numerator -> 0 < denominator -> 0 < d.
Proof.
  intros E N D. apply (Rmult_lt_reg_r denominator); [ exact D | ]. rewrite Rmult_0_l, <- E. exact N.
Qed.
Lemma nonzero_in_product n q product : n * q = product -> 0 < product -> n <> 0.
Proof. intros E H Z; rewrite Z in E; lra. Qed.

Lemma impossible total constant : 0 <= total -> total = constant -> constant < 0 -> False.
Proof. lra. Qed.
Lemma impossible_strict total constant : 0 < total -> total = constant -> constant <= 0 -> False.
Proof. lra. Qed.
Lemma coefficient p : 0 < IZR (Zpos p).
Proof. apply IZR_lt. reflexivity. Qed.
Lemma strict_first x y : 0 < x -> 0 <= y -> 0 < x + y.
Proof. lra. Qed.
Lemma negated x : x <= 0 -> 0 <= - x.
Proof. lra. Qed.
Lemma square x : 0 <= x * x.
Proof. exact (Rle_0_sqr x). Qed.

Lemma times_positive d factor fact : 0 < d -> 0 < factor -> fact = d * factor -> 0 < fact.
Proof. intros; subst; apply Rmult_lt_0_compat; assumption. Qed.
Lemma times_nonnegative d factor fact : 0 <= d -> 0 < factor -> fact = d * factor -> 0 <= fact.
Proof. intros; subst; apply Rmult_le_pos; [ assumption | lra ]. Qed.
Lemma times_zero d factor fact : d = 0 -> fact = d * factor -> 0 <= fact.
Proof. intros Z E; rewrite E, Z; lra. Qed.
Lemma times_integer z d factor fact :
  0 < d -> 0 < factor -> d * factor = IZR z -> fact + 1 = d * factor -> 0 <= fact.
Proof.
  intros D F Z E. assert (P : 0 < IZR z) by (rewrite <- Z; apply Rmult_lt_0_compat; assumption).
  apply (lt_IZR 0) in P. assert (Q : (1 <= z)%Z) by lia. apply IZR_le in Q. lra.
Qed.
Lemma integer_split z x : x = IZR z -> 0 <= x \/ 0 <= - x - 1.
Proof.
  intros E; subst. destruct (Z_le_gt_dec 0 z) as [ H | H ].
  - left. apply IZR_le in H. exact H.
  - right. assert (Q : (z <= -1)%Z) by lia. apply IZR_le in Q. lra.
Qed.
Lemma sign_cases x : 0 < x \/ 0 < - x \/ x = 0.
Proof. destruct (Rtotal_order x 0) as [ H | [ H | H ] ]; [ right; left | right; right | left ]; lra. Qed.
Ltac integer := rewrite ?plus_IZR, ?mult_IZR; same.
Lemma in_range z : (1 <= z)%Z -> 1 <= IZR z.
Proof. intro H. apply IZR_le in H. exact H. Qed.
Lemma in_range_positive x : 1 <= x -> 0 < x.
Proof. lra. Qed.
Lemma in_range_difference x : 1 <= x -> 0 <= x - 1.
Proof. lra. Qed.

(* a >= min(m1 + m2, 2*m1) where a >= w + k, w >= 0, k >= 0, max(a, k + m2) >= m1 + m2, max(a, w + m2) >= m1 + m2 *)
Theorem statement_reading_i_printed :
  forall (m1 m2 : Z) (a k w : R),
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  a >= w + k ->
  w >= 0 ->
  k >= 0 ->
  Rmax a (k + IZR m2) >= IZR m1 + IZR m2 ->
  Rmax a (w + IZR m2) >= IZR m1 + IZR m2 ->
  a >= Rmin (IZR m1 + IZR m2) (2 * IZR m1).
Proof.
  intros m1 m2 a k w R'1 R'2 W'3 W'4 W'5 W'6 W'7.
  pose proof (in_range _ R'1) as F'8.
  pose proof (in_range_positive _ F'8) as P'9.
  pose proof (in_range _ R'2) as F'10.
  pose proof (in_range_positive _ F'10) as P'11.
  remember (Rmax a (k + (IZR m2))) as x'12 eqn:X'13.
  remember (Rmax a (w + (IZR m2))) as x'14 eqn:X'15.
  remember (Rmin ((IZR m1) + (IZR m2)) (2 * (IZR m1))) as x'16 eqn:X'17.
  assert (P'18 : 0 < x'16).
  {
    assert (P'19 : 0 < ((IZR m1) + (IZR m2))) by (pos).
    assert (P'20 : 0 < (2 * (IZR m1))) by (pos).
    rewrite X'17; pos.
  }
  assert (N' : (0 <= a - (w + k))).
  {
    pose proof (by_ge a (w + k)).
    tauto.
  }
  clear W'3; rename N' into W'3.
  assert (N' : (0 <= w - 0)).
  {
    pose proof (by_ge w 0).
    tauto.
  }
  clear W'4; rename N' into W'4.
  assert (N' : (0 <= k - 0)).
  {
    pose proof (by_ge k 0).
    tauto.
  }
  clear W'5; rename N' into W'5.
  assert (N' : (0 <= x'12 - ((IZR m1) + (IZR m2)))).
  {
    pose proof (by_ge x'12 ((IZR m1) + (IZR m2))).
    tauto.
  }
  clear W'6; rename N' into W'6.
  assert (N' : (0 <= x'14 - ((IZR m1) + (IZR m2)))).
  {
    pose proof (by_ge x'14 ((IZR m1) + (IZR m2))).
    tauto.
  }
  clear W'7; rename N' into W'7.
  assert (F'21 : 0 <= (a - k - w)) by (refine (times_nonnegative _ 1 (a - k - w) W'3 _ _); [ pos | same ]).
  assert (H'24 : (a >= x'16) \/ (0 < x'16 - a)).
  {
    pose proof (by_ge a x'16).
    tauto.
  }
  destruct H'24 as [ H'22 | L'23 ]; [ exact H'22 | exfalso ].
  assert (E'27 : (x'12 = a /\ 0 <= a - (k + (IZR m2))) \/ (x'12 = (k + (IZR m2)) /\ 0 < (k + (IZR m2)) - a))
    by (rewrite X'13; exact (max_cases _ _)).
  clear X'13; destruct E'27 as [ [ -> L'25 ] | [ -> L'26 ] ].
  {
    assert (F'28 : 0 <= (a - (IZR m1) - (IZR m2))) by (refine (times_nonnegative _ 1 (a - (IZR m1) - (IZR m2)) W'6 _ _); [ pos | same ]).
    assert (E'31 : (x'14 = a /\ 0 <= a - (w + (IZR m2))) \/ (x'14 = (w + (IZR m2)) /\ 0 < (w + (IZR m2)) - a))
      by (rewrite X'15; exact (max_cases _ _)).
    clear X'15; destruct E'31 as [ [ -> L'29 ] | [ -> L'30 ] ].
    {
      assert (E'34 : (x'16 = ((IZR m1) + (IZR m2)) /\ 0 <= (2 * (IZR m1)) - ((IZR m1) + (IZR m2))) \/ (x'16 = (2 * (IZR m1)) /\ 0 < ((IZR m1) + (IZR m2)) - (2 * (IZR m1))))
        by (rewrite X'17; exact (min_cases _ _)).
      clear X'17; destruct E'34 as [ [ -> L'32 ] | [ -> L'33 ] ].
      {
        assert (F'35 : 0 < ((- a) + (IZR m1) + (IZR m2))) by (refine (times_positive _ 1 ((- a) + (IZR m1) + (IZR m2)) L'23 _ _); [ pos | same ]).
        refine (False_ind _ (impossible_strict ((1 * ((- a) + (IZR m1) + (IZR m2))) + (1 * (a - (IZR m1) - (IZR m2)))) 0 (strict_first _ _ (Rmult_lt_0_compat _ _ (coefficient 1) F'35) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'28)) _ _)); [ same | evident ].
      }
      {
        assert (F'36 : 0 < ((- a) + (2 * (IZR m1)))) by (refine (times_positive _ 1 ((- a) + (2 * (IZR m1))) L'23 _ _); [ pos | same ]).
        assert (F'37 : 0 <= ((- (IZR m1)) + (IZR m2) - 1)) by (refine (times_integer ((-1) * m1 + 1 * m2)%Z _ 1 ((- (IZR m1)) + (IZR m2) - 1) L'33 _ _ _); [ pos | integer | same ]).
        refine (False_ind _ (impossible ((1 * ((- a) + (2 * (IZR m1)))) + ((1 * (a - (IZR m1) - (IZR m2))) + (1 * ((- (IZR m1)) + (IZR m2) - 1)))) (-1) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (Rlt_le _ _ F'36)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'28) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'37))) _ _)); [ same | evident ].
      }
    }
    {
      assert (E'40 : (x'16 = ((IZR m1) + (IZR m2)) /\ 0 <= (2 * (IZR m1)) - ((IZR m1) + (IZR m2))) \/ (x'16 = (2 * (IZR m1)) /\ 0 < ((IZR m1) + (IZR m2)) - (2 * (IZR m1))))
        by (rewrite X'17; exact (min_cases _ _)).
      clear X'17; destruct E'40 as [ [ -> L'38 ] | [ -> L'39 ] ].
      {
        assert (F'41 : 0 < ((- a) + (IZR m1) + (IZR m2))) by (refine (times_positive _ 1 ((- a) + (IZR m1) + (IZR m2)) L'23 _ _); [ pos | same ]).
        refine (False_ind _ (impossible_strict ((1 * ((- a) + (IZR m1) + (IZR m2))) + (1 * (a - (IZR m1) - (IZR m2)))) 0 (strict_first _ _ (Rmult_lt_0_compat _ _ (coefficient 1) F'41) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'28)) _ _)); [ same | evident ].
      }
      {
        assert (F'42 : 0 < ((- a) + (2 * (IZR m1)))) by (refine (times_positive _ 1 ((- a) + (2 * (IZR m1))) L'23 _ _); [ pos | same ]).
        assert (F'43 : 0 <= ((- (IZR m1)) + (IZR m2) - 1)) by (refine (times_integer ((-1) * m1 + 1 * m2)%Z _ 1 ((- (IZR m1)) + (IZR m2) - 1) L'39 _ _ _); [ pos | integer | same ]).
        refine (False_ind _ (impossible ((1 * ((- a) + (2 * (IZR m1)))) + ((1 * (a - (IZR m1) - (IZR m2))) + (1 * ((- (IZR m1)) + (IZR m2) - 1)))) (-1) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (Rlt_le _ _ F'42)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'28) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'43))) _ _)); [ same | evident ].
      }
    }
  }
  {
    assert (F'44 : 0 <= (k - (IZR m1))) by (refine (times_nonnegative _ 1 (k - (IZR m1)) W'6 _ _); [ pos | same ]).
    assert (E'47 : (x'14 = a /\ 0 <= a - (w + (IZR m2))) \/ (x'14 = (w + (IZR m2)) /\ 0 < (w + (IZR m2)) - a))
      by (rewrite X'15; exact (max_cases _ _)).
    clear X'15; destruct E'47 as [ [ -> L'45 ] | [ -> L'46 ] ].
    {
      assert (F'48 : 0 <= (a - (IZR m1) - (IZR m2))) by (refine (times_nonnegative _ 1 (a - (IZR m1) - (IZR m2)) W'7 _ _); [ pos | same ]).
      assert (E'51 : (x'16 = ((IZR m1) + (IZR m2)) /\ 0 <= (2 * (IZR m1)) - ((IZR m1) + (IZR m2))) \/ (x'16 = (2 * (IZR m1)) /\ 0 < ((IZR m1) + (IZR m2)) - (2 * (IZR m1))))
        by (rewrite X'17; exact (min_cases _ _)).
      clear X'17; destruct E'51 as [ [ -> L'49 ] | [ -> L'50 ] ].
      {
        assert (F'52 : 0 < ((- a) + (IZR m1) + (IZR m2))) by (refine (times_positive _ 1 ((- a) + (IZR m1) + (IZR m2)) L'23 _ _); [ pos | same ]).
        refine (False_ind _ (impossible_strict ((1 * ((- a) + (IZR m1) + (IZR m2))) + (1 * (a - (IZR m1) - (IZR m2)))) 0 (strict_first _ _ (Rmult_lt_0_compat _ _ (coefficient 1) F'52) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'48)) _ _)); [ same | evident ].
      }
      {
        assert (F'53 : 0 < ((- a) + (2 * (IZR m1)))) by (refine (times_positive _ 1 ((- a) + (2 * (IZR m1))) L'23 _ _); [ pos | same ]).
        assert (F'54 : 0 <= ((- (IZR m1)) + (IZR m2) - 1)) by (refine (times_integer ((-1) * m1 + 1 * m2)%Z _ 1 ((- (IZR m1)) + (IZR m2) - 1) L'50 _ _ _); [ pos | integer | same ]).
        refine (False_ind _ (impossible ((1 * ((- a) + (2 * (IZR m1)))) + ((1 * (a - (IZR m1) - (IZR m2))) + (1 * ((- (IZR m1)) + (IZR m2) - 1)))) (-1) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (Rlt_le _ _ F'53)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'48) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'54))) _ _)); [ same | evident ].
      }
    }
    {
      assert (F'55 : 0 <= ((- (IZR m1)) + w)) by (refine (times_nonnegative _ 1 ((- (IZR m1)) + w) W'7 _ _); [ pos | same ]).
      assert (F'56 : 0 < ((- a) + (IZR m2) + w)) by (refine (times_positive _ 1 ((- a) + (IZR m2) + w) L'46 _ _); [ pos | same ]).
      assert (E'59 : (x'16 = ((IZR m1) + (IZR m2)) /\ 0 <= (2 * (IZR m1)) - ((IZR m1) + (IZR m2))) \/ (x'16 = (2 * (IZR m1)) /\ 0 < ((IZR m1) + (IZR m2)) - (2 * (IZR m1))))
        by (rewrite X'17; exact (min_cases _ _)).
      clear X'17; destruct E'59 as [ [ -> L'57 ] | [ -> L'58 ] ].
      {
        assert (F'60 : 0 <= ((IZR m1) - (IZR m2))) by (refine (times_nonnegative _ 1 ((IZR m1) - (IZR m2)) L'57 _ _); [ pos | same ]).
        refine (False_ind _ (impossible_strict ((1 * ((- a) + (IZR m2) + w)) + ((1 * (a - k - w)) + ((1 * (k - (IZR m1))) + (1 * ((IZR m1) - (IZR m2)))))) 0 (strict_first _ _ (Rmult_lt_0_compat _ _ (coefficient 1) F'56) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'21) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'44) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'60)))) _ _)); [ same | evident ].
      }
      {
        assert (F'61 : 0 < ((- a) + (2 * (IZR m1)))) by (refine (times_positive _ 1 ((- a) + (2 * (IZR m1))) L'23 _ _); [ pos | same ]).
        refine (False_ind _ (impossible_strict ((1 * ((- a) + (2 * (IZR m1)))) + ((1 * (a - k - w)) + ((1 * (k - (IZR m1))) + (1 * ((- (IZR m1)) + w))))) 0 (strict_first _ _ (Rmult_lt_0_compat _ _ (coefficient 1) F'61) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'21) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'44) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'55)))) _ _)); [ same | evident ].
      }
    }
  }
Qed.

Theorem conditions_met_reading_i_printed :
  exists (m1 m2 : Z) (a k w : R),
  (1 <= m1)%Z /\
  (1 <= m2)%Z /\
  a >= w + k /\
  w >= 0 /\
  k >= 0 /\
  Rmax a (k + IZR m2) >= IZR m1 + IZR m2 /\
  Rmax a (w + IZR m2) >= IZR m1 + IZR m2.
Proof.
  exists (1)%Z. exists (1)%Z. exists 2. exists 0. exists 0.
  assert (R'1 : (1 <= 1)%Z) by (lia).
  assert (R'2 : (1 <= 1)%Z) by (lia).
  assert (V'3 : 2 >= (0 + 0)) by (lra).
  assert (V'4 : 0 >= 0) by (lra).
  assert (E'5 : (Rmax 2 (0 + 1)) = 2) by (extremum_cases; lra).
  assert (V'6 : (Rmax 2 (0 + 1)) >= (1 + 1)) by (rewrite ?E'5; lra).
  tauto.
Qed.

(* a >= min(2*m1, m1 + m2) where a >= w + k, w >= 0, k >= 0, max(a, k + m2) >= m1 + m2, max(a, w + m2) >= m1 + m2 *)
Theorem statement_reading_i :
  forall (m1 m2 : Z) (a k w : R),
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  a >= w + k ->
  w >= 0 ->
  k >= 0 ->
  Rmax a (k + IZR m2) >= IZR m1 + IZR m2 ->
  Rmax a (w + IZR m2) >= IZR m1 + IZR m2 ->
  a >= Rmin (2 * IZR m1) (IZR m1 + IZR m2).
Proof.
  intros m1 m2 a k w R'1 R'2 W'3 W'4 W'5 W'6 W'7.
  pose proof (in_range _ R'1) as F'8.
  pose proof (in_range_positive _ F'8) as P'9.
  pose proof (in_range _ R'2) as F'10.
  pose proof (in_range_positive _ F'10) as P'11.
  remember (Rmax a (k + (IZR m2))) as x'12 eqn:X'13.
  remember (Rmax a (w + (IZR m2))) as x'14 eqn:X'15.
  remember (Rmin (2 * (IZR m1)) ((IZR m1) + (IZR m2))) as x'16 eqn:X'17.
  assert (P'18 : 0 < x'16).
  {
    assert (P'19 : 0 < (2 * (IZR m1))) by (pos).
    assert (P'20 : 0 < ((IZR m1) + (IZR m2))) by (pos).
    rewrite X'17; pos.
  }
  assert (N' : (0 <= a - (w + k))).
  {
    pose proof (by_ge a (w + k)).
    tauto.
  }
  clear W'3; rename N' into W'3.
  assert (N' : (0 <= w - 0)).
  {
    pose proof (by_ge w 0).
    tauto.
  }
  clear W'4; rename N' into W'4.
  assert (N' : (0 <= k - 0)).
  {
    pose proof (by_ge k 0).
    tauto.
  }
  clear W'5; rename N' into W'5.
  assert (N' : (0 <= x'12 - ((IZR m1) + (IZR m2)))).
  {
    pose proof (by_ge x'12 ((IZR m1) + (IZR m2))).
    tauto.
  }
  clear W'6; rename N' into W'6.
  assert (N' : (0 <= x'14 - ((IZR m1) + (IZR m2)))).
  {
    pose proof (by_ge x'14 ((IZR m1) + (IZR m2))).
    tauto.
  }
  clear W'7; rename N' into W'7.
  assert (F'21 : 0 <= (a - k - w)) by (refine (times_nonnegative _ 1 (a - k - w) W'3 _ _); [ pos | same ]).
  assert (H'24 : (a >= x'16) \/ (0 < x'16 - a)).
  {
    pose proof (by_ge a x'16).
    tauto.
  }
  destruct H'24 as [ H'22 | L'23 ]; [ exact H'22 | exfalso ].
  assert (E'27 : (x'12 = a /\ 0 <= a - (k + (IZR m2))) \/ (x'12 = (k + (IZR m2)) /\ 0 < (k + (IZR m2)) - a))
    by (rewrite X'13; exact (max_cases _ _)).
  clear X'13; destruct E'27 as [ [ -> L'25 ] | [ -> L'26 ] ].
  {
    assert (F'28 : 0 <= (a - (IZR m1) - (IZR m2))) by (refine (times_nonnegative _ 1 (a - (IZR m1) - (IZR m2)) W'6 _ _); [ pos | same ]).
    assert (E'31 : (x'14 = a /\ 0 <= a - (w + (IZR m2))) \/ (x'14 = (w + (IZR m2)) /\ 0 < (w + (IZR m2)) - a))
      by (rewrite X'15; exact (max_cases _ _)).
    clear X'15; destruct E'31 as [ [ -> L'29 ] | [ -> L'30 ] ].
    {
      assert (E'34 : (x'16 = (2 * (IZR m1)) /\ 0 <= ((IZR m1) + (IZR m2)) - (2 * (IZR m1))) \/ (x'16 = ((IZR m1) + (IZR m2)) /\ 0 < (2 * (IZR m1)) - ((IZR m1) + (IZR m2))))
        by (rewrite X'17; exact (min_cases _ _)).
      clear X'17; destruct E'34 as [ [ -> L'32 ] | [ -> L'33 ] ].
      {
        assert (F'35 : 0 < ((- a) + (2 * (IZR m1)))) by (refine (times_positive _ 1 ((- a) + (2 * (IZR m1))) L'23 _ _); [ pos | same ]).
        assert (F'36 : 0 <= ((- (IZR m1)) + (IZR m2))) by (refine (times_nonnegative _ 1 ((- (IZR m1)) + (IZR m2)) L'32 _ _); [ pos | same ]).
        refine (False_ind _ (impossible_strict ((1 * ((- a) + (2 * (IZR m1)))) + ((1 * (a - (IZR m1) - (IZR m2))) + (1 * ((- (IZR m1)) + (IZR m2))))) 0 (strict_first _ _ (Rmult_lt_0_compat _ _ (coefficient 1) F'35) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'28) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'36))) _ _)); [ same | evident ].
      }
      {
        assert (F'37 : 0 < ((- a) + (IZR m1) + (IZR m2))) by (refine (times_positive _ 1 ((- a) + (IZR m1) + (IZR m2)) L'23 _ _); [ pos | same ]).
        refine (False_ind _ (impossible_strict ((1 * ((- a) + (IZR m1) + (IZR m2))) + (1 * (a - (IZR m1) - (IZR m2)))) 0 (strict_first _ _ (Rmult_lt_0_compat _ _ (coefficient 1) F'37) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'28)) _ _)); [ same | evident ].
      }
    }
    {
      assert (E'40 : (x'16 = (2 * (IZR m1)) /\ 0 <= ((IZR m1) + (IZR m2)) - (2 * (IZR m1))) \/ (x'16 = ((IZR m1) + (IZR m2)) /\ 0 < (2 * (IZR m1)) - ((IZR m1) + (IZR m2))))
        by (rewrite X'17; exact (min_cases _ _)).
      clear X'17; destruct E'40 as [ [ -> L'38 ] | [ -> L'39 ] ].
      {
        assert (F'41 : 0 < ((- a) + (2 * (IZR m1)))) by (refine (times_positive _ 1 ((- a) + (2 * (IZR m1))) L'23 _ _); [ pos | same ]).
        assert (F'42 : 0 <= ((- (IZR m1)) + (IZR m2))) by (refine (times_nonnegative _ 1 ((- (IZR m1)) + (IZR m2)) L'38 _ _); [ pos | same ]).
        refine (False_ind _ (impossible_strict ((1 * ((- a) + (2 * (IZR m1)))) + ((1 * (a - (IZR m1) - (IZR m2))) + (1 * ((- (IZR m1)) + (IZR m2))))) 0 (strict_first _ _ (Rmult_lt_0_compat _ _ (coefficient 1) F'41) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'28) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'42))) _ _)); [ same | evident ].
      }
      {
        assert (F'43 : 0 < ((- a) + (IZR m1) + (IZR m2))) by (refine (times_positive _ 1 ((- a) + (IZR m1) + (IZR m2)) L'23 _ _); [ pos | same ]).
        refine (False_ind _ (impossible_strict ((1 * ((- a) + (IZR m1) + (IZR m2))) + (1 * (a - (IZR m1) - (IZR m2)))) 0 (strict_first _ _ (Rmult_lt_0_compat _ _ (coefficient 1) F'43) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'28)) _ _)); [ same | evident ].
      }
    }
  }
  {
    assert (F'44 : 0 <= (k - (IZR m1))) by (refine (times_nonnegative _ 1 (k - (IZR m1)) W'6 _ _); [ pos | same ]).
    assert (E'47 : (x'14 = a /\ 0 <= a - (w + (IZR m2))) \/ (x'14 = (w + (IZR m2)) /\ 0 < (w + (IZR m2)) - a))
      by (rewrite X'15; exact (max_cases _ _)).
    clear X'15; destruct E'47 as [ [ -> L'45 ] | [ -> L'46 ] ].
    {
      assert (F'48 : 0 <= (a - (IZR m1) - (IZR m2))) by (refine (times_nonnegative _ 1 (a - (IZR m1) - (IZR m2)) W'7 _ _); [ pos | same ]).
      assert (E'51 : (x'16 = (2 * (IZR m1)) /\ 0 <= ((IZR m1) + (IZR m2)) - (2 * (IZR m1))) \/ (x'16 = ((IZR m1) + (IZR m2)) /\ 0 < (2 * (IZR m1)) - ((IZR m1) + (IZR m2))))
        by (rewrite X'17; exact (min_cases _ _)).
      clear X'17; destruct E'51 as [ [ -> L'49 ] | [ -> L'50 ] ].
      {
        assert (F'52 : 0 < ((- a) + (2 * (IZR m1)))) by (refine (times_positive _ 1 ((- a) + (2 * (IZR m1))) L'23 _ _); [ pos | same ]).
        assert (F'53 : 0 <= ((- (IZR m1)) + (IZR m2))) by (refine (times_nonnegative _ 1 ((- (IZR m1)) + (IZR m2)) L'49 _ _); [ pos | same ]).
        refine (False_ind _ (impossible_strict ((1 * ((- a) + (2 * (IZR m1)))) + ((1 * (a - (IZR m1) - (IZR m2))) + (1 * ((- (IZR m1)) + (IZR m2))))) 0 (strict_first _ _ (Rmult_lt_0_compat _ _ (coefficient 1) F'52) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'48) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'53))) _ _)); [ same | evident ].
      }
      {
        assert (F'54 : 0 < ((- a) + (IZR m1) + (IZR m2))) by (refine (times_positive _ 1 ((- a) + (IZR m1) + (IZR m2)) L'23 _ _); [ pos | same ]).
        refine (False_ind _ (impossible_strict ((1 * ((- a) + (IZR m1) + (IZR m2))) + (1 * (a - (IZR m1) - (IZR m2)))) 0 (strict_first _ _ (Rmult_lt_0_compat _ _ (coefficient 1) F'54) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'48)) _ _)); [ same | evident ].
      }
    }
    {
      assert (F'55 : 0 <= ((- (IZR m1)) + w)) by (refine (times_nonnegative _ 1 ((- (IZR m1)) + w) W'7 _ _); [ pos | same ]).
      assert (F'56 : 0 < ((- a) + (IZR m2) + w)) by (refine (times_positive _ 1 ((- a) + (IZR m2) + w) L'46 _ _); [ pos | same ]).
      assert (E'59 : (x'16 = (2 * (IZR m1)) /\ 0 <= ((IZR m1) + (IZR m2)) - (2 * (IZR m1))) \/ (x'16 = ((IZR m1) + (IZR m2)) /\ 0 < (2 * (IZR m1)) - ((IZR m1) + (IZR m2))))
        by (rewrite X'17; exact (min_cases _ _)).
      clear X'17; destruct E'59 as [ [ -> L'57 ] | [ -> L'58 ] ].
      {
        assert (F'60 : 0 < ((- a) + (2 * (IZR m1)))) by (refine (times_positive _ 1 ((- a) + (2 * (IZR m1))) L'23 _ _); [ pos | same ]).
        refine (False_ind _ (impossible_strict ((1 * ((- a) + (2 * (IZR m1)))) + ((1 * (a - k - w)) + ((1 * (k - (IZR m1))) + (1 * ((- (IZR m1)) + w))))) 0 (strict_first _ _ (Rmult_lt_0_compat _ _ (coefficient 1) F'60) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'21) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'44) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'55)))) _ _)); [ same | evident ].
      }
      {
        assert (F'61 : 0 <= ((IZR m1) - (IZR m2) - 1)) by (refine (times_integer (1 * m1 + (-1) * m2)%Z _ 1 ((IZR m1) - (IZR m2) - 1) L'58 _ _ _); [ pos | integer | same ]).
        refine (False_ind _ (impossible ((1 * ((- a) + (IZR m2) + w)) + ((1 * ((IZR m1) - (IZR m2) - 1)) + ((1 * (a - k - w)) + (1 * (k - (IZR m1)))))) (-1) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (Rlt_le _ _ F'56)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'61) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'21) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'44)))) _ _)); [ same | evident ].
      }
    }
  }
Qed.

Theorem conditions_met_reading_i :
  exists (m1 m2 : Z) (a k w : R),
  (1 <= m1)%Z /\
  (1 <= m2)%Z /\
  a >= w + k /\
  w >= 0 /\
  k >= 0 /\
  Rmax a (k + IZR m2) >= IZR m1 + IZR m2 /\
  Rmax a (w + IZR m2) >= IZR m1 + IZR m2.
Proof.
  exists (1)%Z. exists (1)%Z. exists 2. exists 0. exists 0.
  assert (R'1 : (1 <= 1)%Z) by (lia).
  assert (R'2 : (1 <= 1)%Z) by (lia).
  assert (V'3 : 2 >= (0 + 0)) by (lra).
  assert (V'4 : 0 >= 0) by (lra).
  assert (E'5 : (Rmax 2 (0 + 1)) = 2) by (extremum_cases; lra).
  assert (V'6 : (Rmax 2 (0 + 1)) >= (1 + 1)) by (rewrite ?E'5; lra).
  tauto.
Qed.

(* m1 + m2 >= 0 and 0 >= 0 and 0 >= 0 and max(m1 + m2, m2) >= m1 + m2 and max(m1 + m2, m2) >= m1 + m2 where m1 + m2 <= 2*m1 *)
Theorem statement_reading_i_attained_1 :
  forall (m1 m2 : Z),
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  IZR m1 + IZR m2 <= 2 * IZR m1 ->
  (IZR m1 + IZR m2 >= 0 /\ 0 >= 0 /\ 0 >= 0 /\ Rmax (IZR m1 + IZR m2) (IZR m2) >= IZR m1 + IZR m2 /\ Rmax (IZR m1 + IZR m2) (IZR m2) >= IZR m1 + IZR m2).
Proof.
  intros m1 m2 R'1 R'2 W'3.
  pose proof (in_range _ R'1) as F'4.
  pose proof (in_range_positive _ F'4) as P'5.
  pose proof (in_range _ R'2) as F'6.
  pose proof (in_range_positive _ F'6) as P'7.
  remember (Rmax ((IZR m1) + (IZR m2)) (IZR m2)) as x'8 eqn:X'9.
  assert (P'10 : 0 < x'8).
  {
    assert (P'11 : 0 < ((IZR m1) + (IZR m2))) by (pos).
    assert (P'12 : 0 < (IZR m2)) by (pos).
    rewrite X'9; pos.
  }
  assert (N' : (0 <= (2 * (IZR m1)) - ((IZR m1) + (IZR m2)))).
  {
    pose proof (by_le ((IZR m1) + (IZR m2)) (2 * (IZR m1))).
    tauto.
  }
  clear W'3; rename N' into W'3.
  assert (H'15 : ((((IZR m1) + (IZR m2)) >= 0) /\ (0 >= 0) /\ (0 >= 0) /\ (x'8 >= ((IZR m1) + (IZR m2))) /\ (x'8 >= ((IZR m1) + (IZR m2)))) \/ ((0 < 0 - ((IZR m1) + (IZR m2))) \/ (0 < 0 - 0) \/ (0 < 0 - 0) \/ (0 < ((IZR m1) + (IZR m2)) - x'8) \/ (0 < ((IZR m1) + (IZR m2)) - x'8))).
  {
    pose proof (by_ge x'8 ((IZR m1) + (IZR m2))).
    pose proof (by_ge 0 0).
    pose proof (by_ge ((IZR m1) + (IZR m2)) 0).
    tauto.
  }
  destruct H'15 as [ H'13 | L'14 ]; [ exact H'13 | exfalso ].
  destruct L'14 as [ L'16 | [ L'17 | [ L'18 | [ L'19 | L'20 ] ] ] ].
  {
    assert (F'21 : 0 <= ((- (IZR m1)) - (IZR m2) - 1)) by (refine (times_integer ((-1) * m1 + (-1) * m2)%Z _ 1 ((- (IZR m1)) - (IZR m2) - 1) L'16 _ _ _); [ pos | integer | same ]).
    refine (False_ind _ (impossible ((1 * ((- (IZR m1)) - (IZR m2) - 1)) + ((1 * ((IZR m1) - 1)) + (1 * ((IZR m2) - 1)))) (-3) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'21) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'4)) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'6)))) _ _)); [ same | evident ].
  }
  {
    assert (F'22 : 0 < 0) by (refine (times_positive _ 1 0 L'17 _ _); [ pos | same ]).
    refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'22) _ _)); [ same | evident ].
  }
  {
    assert (F'23 : 0 < 0) by (refine (times_positive _ 1 0 L'18 _ _); [ pos | same ]).
    refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'23) _ _)); [ same | evident ].
  }
  {
    assert (E'26 : (x'8 = ((IZR m1) + (IZR m2)) /\ 0 <= ((IZR m1) + (IZR m2)) - (IZR m2)) \/ (x'8 = (IZR m2) /\ 0 < (IZR m2) - ((IZR m1) + (IZR m2))))
      by (rewrite X'9; exact (max_cases _ _)).
    clear X'9; destruct E'26 as [ [ -> L'24 ] | [ -> L'25 ] ].
    {
      assert (F'27 : 0 < 0) by (refine (times_positive _ 1 0 L'19 _ _); [ pos | same ]).
      refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'27) _ _)); [ same | evident ].
    }
    {
      assert (F'28 : 0 <= ((- (IZR m1)) - 1)) by (refine (times_integer ((-1) * m1)%Z _ 1 ((- (IZR m1)) - 1) L'25 _ _ _); [ pos | integer | same ]).
      refine (False_ind _ (impossible ((1 * ((- (IZR m1)) - 1)) + (1 * ((IZR m1) - 1))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'28) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'4))) _ _)); [ same | evident ].
    }
  }
  {
    assert (E'31 : (x'8 = ((IZR m1) + (IZR m2)) /\ 0 <= ((IZR m1) + (IZR m2)) - (IZR m2)) \/ (x'8 = (IZR m2) /\ 0 < (IZR m2) - ((IZR m1) + (IZR m2))))
      by (rewrite X'9; exact (max_cases _ _)).
    clear X'9; destruct E'31 as [ [ -> L'29 ] | [ -> L'30 ] ].
    {
      assert (F'32 : 0 < 0) by (refine (times_positive _ 1 0 L'20 _ _); [ pos | same ]).
      refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'32) _ _)); [ same | evident ].
    }
    {
      assert (F'33 : 0 <= ((- (IZR m1)) - 1)) by (refine (times_integer ((-1) * m1)%Z _ 1 ((- (IZR m1)) - 1) L'30 _ _ _); [ pos | integer | same ]).
      refine (False_ind _ (impossible ((1 * ((- (IZR m1)) - 1)) + (1 * ((IZR m1) - 1))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'33) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'4))) _ _)); [ same | evident ].
    }
  }
Qed.

Theorem conditions_met_reading_i_attained_1 :
  exists (m1 m2 : Z),
  (1 <= m1)%Z /\
  (1 <= m2)%Z /\
  IZR m1 + IZR m2 <= 2 * IZR m1.
Proof.
  exists (1)%Z. exists (1)%Z.
  assert (R'1 : (1 <= 1)%Z) by (lia).
  assert (R'2 : (1 <= 1)%Z) by (lia).
  assert (V'3 : (1 + 1) <= (2 * 1)) by (lra).
  tauto.
Qed.

(* m1 + m2 >= m1 and m1 >= 0 and 0 >= 0 and max(m1 + m2, m2) >= m1 + m2 and max(m1 + m2, m1 + m2) >= m1 + m2 where m1 + m2 <= 2*m1 *)
Theorem statement_reading_i_attained_2 :
  forall (m1 m2 : Z),
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  IZR m1 + IZR m2 <= 2 * IZR m1 ->
  (IZR m1 + IZR m2 >= IZR m1 /\ IZR m1 >= 0 /\ 0 >= 0 /\ Rmax (IZR m1 + IZR m2) (IZR m2) >= IZR m1 + IZR m2 /\ Rmax (IZR m1 + IZR m2) (IZR m1 + IZR m2) >= IZR m1 + IZR m2).
Proof.
  intros m1 m2 R'1 R'2 W'3.
  pose proof (in_range _ R'1) as F'4.
  pose proof (in_range_positive _ F'4) as P'5.
  pose proof (in_range _ R'2) as F'6.
  pose proof (in_range_positive _ F'6) as P'7.
  remember (Rmax ((IZR m1) + (IZR m2)) (IZR m2)) as x'8 eqn:X'9.
  assert (P'10 : 0 < x'8).
  {
    assert (P'11 : 0 < ((IZR m1) + (IZR m2))) by (pos).
    assert (P'12 : 0 < (IZR m2)) by (pos).
    rewrite X'9; pos.
  }
  remember (Rmax ((IZR m1) + (IZR m2)) ((IZR m1) + (IZR m2))) as x'13 eqn:X'14.
  assert (P'15 : 0 < x'13).
  {
    assert (P'16 : 0 < ((IZR m1) + (IZR m2))) by (pos).
    assert (P'17 : 0 < ((IZR m1) + (IZR m2))) by (pos).
    rewrite X'14; pos.
  }
  assert (N' : (0 <= (2 * (IZR m1)) - ((IZR m1) + (IZR m2)))).
  {
    pose proof (by_le ((IZR m1) + (IZR m2)) (2 * (IZR m1))).
    tauto.
  }
  clear W'3; rename N' into W'3.
  assert (H'20 : ((((IZR m1) + (IZR m2)) >= (IZR m1)) /\ ((IZR m1) >= 0) /\ (0 >= 0) /\ (x'8 >= ((IZR m1) + (IZR m2))) /\ (x'13 >= ((IZR m1) + (IZR m2)))) \/ ((0 < (IZR m1) - ((IZR m1) + (IZR m2))) \/ (0 < 0 - (IZR m1)) \/ (0 < 0 - 0) \/ (0 < ((IZR m1) + (IZR m2)) - x'8) \/ (0 < ((IZR m1) + (IZR m2)) - x'13))).
  {
    pose proof (by_ge x'13 ((IZR m1) + (IZR m2))).
    pose proof (by_ge x'8 ((IZR m1) + (IZR m2))).
    pose proof (by_ge 0 0).
    pose proof (by_ge (IZR m1) 0).
    pose proof (by_ge ((IZR m1) + (IZR m2)) (IZR m1)).
    tauto.
  }
  destruct H'20 as [ H'18 | L'19 ]; [ exact H'18 | exfalso ].
  destruct L'19 as [ L'21 | [ L'22 | [ L'23 | [ L'24 | L'25 ] ] ] ].
  {
    assert (F'26 : 0 <= ((- (IZR m2)) - 1)) by (refine (times_integer ((-1) * m2)%Z _ 1 ((- (IZR m2)) - 1) L'21 _ _ _); [ pos | integer | same ]).
    refine (False_ind _ (impossible ((1 * ((- (IZR m2)) - 1)) + (1 * ((IZR m2) - 1))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'26) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'6))) _ _)); [ same | evident ].
  }
  {
    assert (F'27 : 0 <= ((- (IZR m1)) - 1)) by (refine (times_integer ((-1) * m1)%Z _ 1 ((- (IZR m1)) - 1) L'22 _ _ _); [ pos | integer | same ]).
    refine (False_ind _ (impossible ((1 * ((- (IZR m1)) - 1)) + (1 * ((IZR m1) - 1))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'27) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'4))) _ _)); [ same | evident ].
  }
  {
    assert (F'28 : 0 < 0) by (refine (times_positive _ 1 0 L'23 _ _); [ pos | same ]).
    refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'28) _ _)); [ same | evident ].
  }
  {
    assert (E'31 : (x'8 = ((IZR m1) + (IZR m2)) /\ 0 <= ((IZR m1) + (IZR m2)) - (IZR m2)) \/ (x'8 = (IZR m2) /\ 0 < (IZR m2) - ((IZR m1) + (IZR m2))))
      by (rewrite X'9; exact (max_cases _ _)).
    clear X'9; destruct E'31 as [ [ -> L'29 ] | [ -> L'30 ] ].
    {
      assert (F'32 : 0 < 0) by (refine (times_positive _ 1 0 L'24 _ _); [ pos | same ]).
      refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'32) _ _)); [ same | evident ].
    }
    {
      assert (F'33 : 0 <= ((- (IZR m1)) - 1)) by (refine (times_integer ((-1) * m1)%Z _ 1 ((- (IZR m1)) - 1) L'30 _ _ _); [ pos | integer | same ]).
      refine (False_ind _ (impossible ((1 * ((- (IZR m1)) - 1)) + (1 * ((IZR m1) - 1))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'33) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'4))) _ _)); [ same | evident ].
    }
  }
  {
    assert (E'36 : (x'13 = ((IZR m1) + (IZR m2)) /\ 0 <= ((IZR m1) + (IZR m2)) - ((IZR m1) + (IZR m2))) \/ (x'13 = ((IZR m1) + (IZR m2)) /\ 0 < ((IZR m1) + (IZR m2)) - ((IZR m1) + (IZR m2))))
      by (rewrite X'14; exact (max_cases _ _)).
    clear X'14; destruct E'36 as [ [ -> L'34 ] | [ -> L'35 ] ].
    {
      assert (F'37 : 0 < 0) by (refine (times_positive _ 1 0 L'25 _ _); [ pos | same ]).
      refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'37) _ _)); [ same | evident ].
    }
    {
      assert (F'38 : 0 < 0) by (refine (times_positive _ 1 0 L'25 _ _); [ pos | same ]).
      refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'38) _ _)); [ same | evident ].
    }
  }
Qed.

Theorem conditions_met_reading_i_attained_2 :
  exists (m1 m2 : Z),
  (1 <= m1)%Z /\
  (1 <= m2)%Z /\
  IZR m1 + IZR m2 <= 2 * IZR m1.
Proof.
  exists (1)%Z. exists (1)%Z.
  assert (R'1 : (1 <= 1)%Z) by (lia).
  assert (R'2 : (1 <= 1)%Z) by (lia).
  assert (V'3 : (1 + 1) <= (2 * 1)) by (lra).
  tauto.
Qed.

(* m1 + m2 >= m1 and 0 >= 0 and m1 >= 0 and max(m1 + m2, m1 + m2) >= m1 + m2 and max(m1 + m2, m2) >= m1 + m2 where m1 + m2 <= 2*m1 *)
Theorem statement_reading_i_attained_3 :
  forall (m1 m2 : Z),
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  IZR m1 + IZR m2 <= 2 * IZR m1 ->
  (IZR m1 + IZR m2 >= IZR m1 /\ 0 >= 0 /\ IZR m1 >= 0 /\ Rmax (IZR m1 + IZR m2) (IZR m1 + IZR m2) >= IZR m1 + IZR m2 /\ Rmax (IZR m1 + IZR m2) (IZR m2) >= IZR m1 + IZR m2).
Proof.
  intros m1 m2 R'1 R'2 W'3.
  pose proof (in_range _ R'1) as F'4.
  pose proof (in_range_positive _ F'4) as P'5.
  pose proof (in_range _ R'2) as F'6.
  pose proof (in_range_positive _ F'6) as P'7.
  remember (Rmax ((IZR m1) + (IZR m2)) ((IZR m1) + (IZR m2))) as x'8 eqn:X'9.
  assert (P'10 : 0 < x'8).
  {
    assert (P'11 : 0 < ((IZR m1) + (IZR m2))) by (pos).
    assert (P'12 : 0 < ((IZR m1) + (IZR m2))) by (pos).
    rewrite X'9; pos.
  }
  remember (Rmax ((IZR m1) + (IZR m2)) (IZR m2)) as x'13 eqn:X'14.
  assert (P'15 : 0 < x'13).
  {
    assert (P'16 : 0 < ((IZR m1) + (IZR m2))) by (pos).
    assert (P'17 : 0 < (IZR m2)) by (pos).
    rewrite X'14; pos.
  }
  assert (N' : (0 <= (2 * (IZR m1)) - ((IZR m1) + (IZR m2)))).
  {
    pose proof (by_le ((IZR m1) + (IZR m2)) (2 * (IZR m1))).
    tauto.
  }
  clear W'3; rename N' into W'3.
  assert (H'20 : ((((IZR m1) + (IZR m2)) >= (IZR m1)) /\ (0 >= 0) /\ ((IZR m1) >= 0) /\ (x'8 >= ((IZR m1) + (IZR m2))) /\ (x'13 >= ((IZR m1) + (IZR m2)))) \/ ((0 < (IZR m1) - ((IZR m1) + (IZR m2))) \/ (0 < 0 - 0) \/ (0 < 0 - (IZR m1)) \/ (0 < ((IZR m1) + (IZR m2)) - x'8) \/ (0 < ((IZR m1) + (IZR m2)) - x'13))).
  {
    pose proof (by_ge x'13 ((IZR m1) + (IZR m2))).
    pose proof (by_ge x'8 ((IZR m1) + (IZR m2))).
    pose proof (by_ge (IZR m1) 0).
    pose proof (by_ge 0 0).
    pose proof (by_ge ((IZR m1) + (IZR m2)) (IZR m1)).
    tauto.
  }
  destruct H'20 as [ H'18 | L'19 ]; [ exact H'18 | exfalso ].
  destruct L'19 as [ L'21 | [ L'22 | [ L'23 | [ L'24 | L'25 ] ] ] ].
  {
    assert (F'26 : 0 <= ((- (IZR m2)) - 1)) by (refine (times_integer ((-1) * m2)%Z _ 1 ((- (IZR m2)) - 1) L'21 _ _ _); [ pos | integer | same ]).
    refine (False_ind _ (impossible ((1 * ((- (IZR m2)) - 1)) + (1 * ((IZR m2) - 1))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'26) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'6))) _ _)); [ same | evident ].
  }
  {
    assert (F'27 : 0 < 0) by (refine (times_positive _ 1 0 L'22 _ _); [ pos | same ]).
    refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'27) _ _)); [ same | evident ].
  }
  {
    assert (F'28 : 0 <= ((- (IZR m1)) - 1)) by (refine (times_integer ((-1) * m1)%Z _ 1 ((- (IZR m1)) - 1) L'23 _ _ _); [ pos | integer | same ]).
    refine (False_ind _ (impossible ((1 * ((- (IZR m1)) - 1)) + (1 * ((IZR m1) - 1))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'28) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'4))) _ _)); [ same | evident ].
  }
  {
    assert (E'31 : (x'8 = ((IZR m1) + (IZR m2)) /\ 0 <= ((IZR m1) + (IZR m2)) - ((IZR m1) + (IZR m2))) \/ (x'8 = ((IZR m1) + (IZR m2)) /\ 0 < ((IZR m1) + (IZR m2)) - ((IZR m1) + (IZR m2))))
      by (rewrite X'9; exact (max_cases _ _)).
    clear X'9; destruct E'31 as [ [ -> L'29 ] | [ -> L'30 ] ].
    {
      assert (F'32 : 0 < 0) by (refine (times_positive _ 1 0 L'24 _ _); [ pos | same ]).
      refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'32) _ _)); [ same | evident ].
    }
    {
      assert (F'33 : 0 < 0) by (refine (times_positive _ 1 0 L'24 _ _); [ pos | same ]).
      refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'33) _ _)); [ same | evident ].
    }
  }
  {
    assert (E'36 : (x'13 = ((IZR m1) + (IZR m2)) /\ 0 <= ((IZR m1) + (IZR m2)) - (IZR m2)) \/ (x'13 = (IZR m2) /\ 0 < (IZR m2) - ((IZR m1) + (IZR m2))))
      by (rewrite X'14; exact (max_cases _ _)).
    clear X'14; destruct E'36 as [ [ -> L'34 ] | [ -> L'35 ] ].
    {
      assert (F'37 : 0 < 0) by (refine (times_positive _ 1 0 L'25 _ _); [ pos | same ]).
      refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'37) _ _)); [ same | evident ].
    }
    {
      assert (F'38 : 0 <= ((- (IZR m1)) - 1)) by (refine (times_integer ((-1) * m1)%Z _ 1 ((- (IZR m1)) - 1) L'35 _ _ _); [ pos | integer | same ]).
      refine (False_ind _ (impossible ((1 * ((- (IZR m1)) - 1)) + (1 * ((IZR m1) - 1))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'38) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'4))) _ _)); [ same | evident ].
    }
  }
Qed.

Theorem conditions_met_reading_i_attained_3 :
  exists (m1 m2 : Z),
  (1 <= m1)%Z /\
  (1 <= m2)%Z /\
  IZR m1 + IZR m2 <= 2 * IZR m1.
Proof.
  exists (1)%Z. exists (1)%Z.
  assert (R'1 : (1 <= 1)%Z) by (lia).
  assert (R'2 : (1 <= 1)%Z) by (lia).
  assert (V'3 : (1 + 1) <= (2 * 1)) by (lra).
  tauto.
Qed.

(* 2*m1 >= m1 + m1 and m1 >= 0 and m1 >= 0 and max(2*m1, m1 + m2) >= m1 + m2 and max(2*m1, m1 + m2) >= m1 + m2 where 2*m1 <= m1 + m2 *)
Theorem statement_reading_i_attained_4 :
  forall (m1 m2 : Z),
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  2 * IZR m1 <= IZR m1 + IZR m2 ->
  (2 * IZR m1 >= IZR m1 + IZR m1 /\ IZR m1 >= 0 /\ IZR m1 >= 0 /\ Rmax (2 * IZR m1) (IZR m1 + IZR m2) >= IZR m1 + IZR m2 /\ Rmax (2 * IZR m1) (IZR m1 + IZR m2) >= IZR m1 + IZR m2).
Proof.
  intros m1 m2 R'1 R'2 W'3.
  pose proof (in_range _ R'1) as F'4.
  pose proof (in_range_positive _ F'4) as P'5.
  pose proof (in_range _ R'2) as F'6.
  pose proof (in_range_positive _ F'6) as P'7.
  remember (Rmax (2 * (IZR m1)) ((IZR m1) + (IZR m2))) as x'8 eqn:X'9.
  assert (P'10 : 0 < x'8).
  {
    assert (P'11 : 0 < (2 * (IZR m1))) by (pos).
    assert (P'12 : 0 < ((IZR m1) + (IZR m2))) by (pos).
    rewrite X'9; pos.
  }
  assert (N' : (0 <= ((IZR m1) + (IZR m2)) - (2 * (IZR m1)))).
  {
    pose proof (by_le (2 * (IZR m1)) ((IZR m1) + (IZR m2))).
    tauto.
  }
  clear W'3; rename N' into W'3.
  assert (H'15 : (((2 * (IZR m1)) >= ((IZR m1) + (IZR m1))) /\ ((IZR m1) >= 0) /\ ((IZR m1) >= 0) /\ (x'8 >= ((IZR m1) + (IZR m2))) /\ (x'8 >= ((IZR m1) + (IZR m2)))) \/ ((0 < ((IZR m1) + (IZR m1)) - (2 * (IZR m1))) \/ (0 < 0 - (IZR m1)) \/ (0 < 0 - (IZR m1)) \/ (0 < ((IZR m1) + (IZR m2)) - x'8) \/ (0 < ((IZR m1) + (IZR m2)) - x'8))).
  {
    pose proof (by_ge x'8 ((IZR m1) + (IZR m2))).
    pose proof (by_ge (IZR m1) 0).
    pose proof (by_ge (2 * (IZR m1)) ((IZR m1) + (IZR m1))).
    tauto.
  }
  destruct H'15 as [ H'13 | L'14 ]; [ exact H'13 | exfalso ].
  destruct L'14 as [ L'16 | [ L'17 | [ L'18 | [ L'19 | L'20 ] ] ] ].
  {
    assert (F'21 : 0 < 0) by (refine (times_positive _ 1 0 L'16 _ _); [ pos | same ]).
    refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'21) _ _)); [ same | evident ].
  }
  {
    assert (F'22 : 0 <= ((- (IZR m1)) - 1)) by (refine (times_integer ((-1) * m1)%Z _ 1 ((- (IZR m1)) - 1) L'17 _ _ _); [ pos | integer | same ]).
    refine (False_ind _ (impossible ((1 * ((- (IZR m1)) - 1)) + (1 * ((IZR m1) - 1))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'22) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'4))) _ _)); [ same | evident ].
  }
  {
    assert (F'23 : 0 <= ((- (IZR m1)) - 1)) by (refine (times_integer ((-1) * m1)%Z _ 1 ((- (IZR m1)) - 1) L'18 _ _ _); [ pos | integer | same ]).
    refine (False_ind _ (impossible ((1 * ((- (IZR m1)) - 1)) + (1 * ((IZR m1) - 1))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'23) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'4))) _ _)); [ same | evident ].
  }
  {
    assert (E'26 : (x'8 = (2 * (IZR m1)) /\ 0 <= (2 * (IZR m1)) - ((IZR m1) + (IZR m2))) \/ (x'8 = ((IZR m1) + (IZR m2)) /\ 0 < ((IZR m1) + (IZR m2)) - (2 * (IZR m1))))
      by (rewrite X'9; exact (max_cases _ _)).
    clear X'9; destruct E'26 as [ [ -> L'24 ] | [ -> L'25 ] ].
    {
      assert (F'27 : 0 <= ((- (IZR m1)) + (IZR m2) - 1)) by (refine (times_integer ((-1) * m1 + 1 * m2)%Z _ 1 ((- (IZR m1)) + (IZR m2) - 1) L'19 _ _ _); [ pos | integer | same ]).
      assert (F'28 : 0 <= ((IZR m1) - (IZR m2))) by (refine (times_nonnegative _ 1 ((IZR m1) - (IZR m2)) L'24 _ _); [ pos | same ]).
      refine (False_ind _ (impossible ((1 * ((- (IZR m1)) + (IZR m2) - 1)) + (1 * ((IZR m1) - (IZR m2)))) (-1) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'27) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'28)) _ _)); [ same | evident ].
    }
    {
      assert (F'29 : 0 < 0) by (refine (times_positive _ 1 0 L'19 _ _); [ pos | same ]).
      refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'29) _ _)); [ same | evident ].
    }
  }
  {
    assert (E'32 : (x'8 = (2 * (IZR m1)) /\ 0 <= (2 * (IZR m1)) - ((IZR m1) + (IZR m2))) \/ (x'8 = ((IZR m1) + (IZR m2)) /\ 0 < ((IZR m1) + (IZR m2)) - (2 * (IZR m1))))
      by (rewrite X'9; exact (max_cases _ _)).
    clear X'9; destruct E'32 as [ [ -> L'30 ] | [ -> L'31 ] ].
    {
      assert (F'33 : 0 <= ((- (IZR m1)) + (IZR m2) - 1)) by (refine (times_integer ((-1) * m1 + 1 * m2)%Z _ 1 ((- (IZR m1)) + (IZR m2) - 1) L'20 _ _ _); [ pos | integer | same ]).
      assert (F'34 : 0 <= ((IZR m1) - (IZR m2))) by (refine (times_nonnegative _ 1 ((IZR m1) - (IZR m2)) L'30 _ _); [ pos | same ]).
      refine (False_ind _ (impossible ((1 * ((- (IZR m1)) + (IZR m2) - 1)) + (1 * ((IZR m1) - (IZR m2)))) (-1) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'33) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'34)) _ _)); [ same | evident ].
    }
    {
      assert (F'35 : 0 < 0) by (refine (times_positive _ 1 0 L'20 _ _); [ pos | same ]).
      refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'35) _ _)); [ same | evident ].
    }
  }
Qed.

Theorem conditions_met_reading_i_attained_4 :
  exists (m1 m2 : Z),
  (1 <= m1)%Z /\
  (1 <= m2)%Z /\
  2 * IZR m1 <= IZR m1 + IZR m2.
Proof.
  exists (1)%Z. exists (1)%Z.
  assert (R'1 : (1 <= 1)%Z) by (lia).
  assert (R'2 : (1 <= 1)%Z) by (lia).
  assert (V'3 : (2 * 1) <= (1 + 1)) by (lra).
  tauto.
Qed.

(* a >= min(m1 + m2, 2*m1) where a >= w + k, w >= 0, k >= 0, max(a, k*(1 + m2) + m2) >= m1 + m2, max(a, w + m2) >= m1 + m2 *)
Theorem refuted_reading_ii_printed :
  ~ (forall (m1 m2 : Z) (a k w : R),
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  a >= w + k ->
  w >= 0 ->
  k >= 0 ->
  Rmax a (k * (1 + IZR m2) + IZR m2) >= IZR m1 + IZR m2 ->
  Rmax a (w + IZR m2) >= IZR m1 + IZR m2 ->
  a >= Rmin (IZR m1 + IZR m2) (2 * IZR m1)).
Proof.
  intro H'. specialize (H' (1)%Z (1)%Z (3/2) (1/2) 1).
  assert (R'1 : (1 <= 1)%Z) by (lia).
  assert (R'2 : (1 <= 1)%Z) by (lia).
  assert (V'3 : (3/2) >= (1 + (1/2))) by (lra).
  assert (V'4 : 1 >= 0) by (lra).
  assert (V'5 : (1/2) >= 0) by (lra).
  assert (E'6 : (Rmax (3/2) (((1/2) * (1 + 1)) + 1)) = 2) by (extremum_cases; lra).
  assert (V'7 : (Rmax (3/2) (((1/2) * (1 + 1)) + 1)) >= (1 + 1)) by (rewrite ?E'6; lra).
  assert (E'8 : (Rmax (3/2) (1 + 1)) = 2) by (extremum_cases; lra).
  assert (V'9 : (Rmax (3/2) (1 + 1)) >= (1 + 1)) by (rewrite ?E'6; rewrite ?E'8; lra).
  assert (E'10 : (Rmin (1 + 1) (2 * 1)) = 2) by (extremum_cases; lra).
  assert (V'11 : ~ ((3/2) >= (Rmin (1 + 1) (2 * 1)))) by (rewrite ?E'6; rewrite ?E'8; rewrite ?E'10; intro; lra).
  tauto.
Qed.

(* a >= min((m1*m2 + 2*m1)/(m2 + 1), m1 + m2) where a >= w + k, w >= 0, k >= 0, max(a, k*(1 + m2) + m2) >= m1 + m2, max(a, w + m2) >= m1 + m2 *)
Theorem statement_reading_ii :
  forall (m1 m2 : Z) (a k w : R),
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  a >= w + k ->
  w >= 0 ->
  k >= 0 ->
  Rmax a (k * (1 + IZR m2) + IZR m2) >= IZR m1 + IZR m2 ->
  Rmax a (w + IZR m2) >= IZR m1 + IZR m2 ->
  (IZR m2 + 1 <> 0 /\ a >= Rmin ((IZR m1 * IZR m2 + 2 * IZR m1) / (IZR m2 + 1)) (IZR m1 + IZR m2)).
Proof.
  intros m1 m2 a k w R'1 R'2 W'3 W'4 W'5 W'6 W'7.
  pose proof (in_range _ R'1) as F'8.
  pose proof (in_range_positive _ F'8) as P'9.
  pose proof (in_range _ R'2) as F'10.
  pose proof (in_range_positive _ F'10) as P'11.
  remember (Rmax a ((k * (1 + (IZR m2))) + (IZR m2))) as x'12 eqn:X'13.
  remember (Rmax a (w + (IZR m2))) as x'14 eqn:X'15.
  remember (Rmin ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1)) ((IZR m1) + (IZR m2))) as x'16 eqn:X'17.
  assert (P'18 : 0 < x'16).
  {
    assert (P'19 : 0 < ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1))) by (pos).
    assert (P'20 : 0 < ((IZR m1) + (IZR m2))) by (pos).
    rewrite X'17; pos.
  }
  assert (N' : (0 <= a - (w + k))).
  {
    pose proof (by_ge a (w + k)).
    tauto.
  }
  clear W'3; rename N' into W'3.
  assert (N' : (0 <= w - 0)).
  {
    pose proof (by_ge w 0).
    tauto.
  }
  clear W'4; rename N' into W'4.
  assert (N' : (0 <= k - 0)).
  {
    pose proof (by_ge k 0).
    tauto.
  }
  clear W'5; rename N' into W'5.
  assert (N' : (0 <= x'12 - ((IZR m1) + (IZR m2)))).
  {
    pose proof (by_ge x'12 ((IZR m1) + (IZR m2))).
    tauto.
  }
  clear W'6; rename N' into W'6.
  assert (N' : (0 <= x'14 - ((IZR m1) + (IZR m2)))).
  {
    pose proof (by_ge x'14 ((IZR m1) + (IZR m2))).
    tauto.
  }
  clear W'7; rename N' into W'7.
  assert (F'21 : 0 <= (a - k - w)) by (refine (times_nonnegative _ 1 (a - k - w) W'3 _ _); [ pos | same ]).
  assert (F'22 : 0 <= k) by (refine (times_nonnegative _ 1 k W'5 _ _); [ pos | same ]).
  assert (D'23 : ((IZR m2) + 1) <> 0) by (apply positive_nonzero; pos).
  split; [ exact D'23 | ].
  assert (H'26 : (a >= x'16) \/ (0 < x'16 - a)).
  {
    pose proof (by_ge a x'16).
    tauto.
  }
  destruct H'26 as [ H'24 | L'25 ]; [ exact H'24 | exfalso ].
  assert (E'29 : (x'12 = a /\ 0 <= a - ((k * (1 + (IZR m2))) + (IZR m2))) \/ (x'12 = ((k * (1 + (IZR m2))) + (IZR m2)) /\ 0 < ((k * (1 + (IZR m2))) + (IZR m2)) - a))
    by (rewrite X'13; exact (max_cases _ _)).
  clear X'13; destruct E'29 as [ [ -> L'27 ] | [ -> L'28 ] ].
  {
    assert (F'30 : 0 <= (a - (IZR m1) - (IZR m2))) by (refine (times_nonnegative _ 1 (a - (IZR m1) - (IZR m2)) W'6 _ _); [ pos | same ]).
    assert (E'33 : (x'14 = a /\ 0 <= a - (w + (IZR m2))) \/ (x'14 = (w + (IZR m2)) /\ 0 < (w + (IZR m2)) - a))
      by (rewrite X'15; exact (max_cases _ _)).
    clear X'15; destruct E'33 as [ [ -> L'31 ] | [ -> L'32 ] ].
    {
      assert (E'36 : (x'16 = ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1)) /\ 0 <= ((IZR m1) + (IZR m2)) - ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1))) \/ (x'16 = ((IZR m1) + (IZR m2)) /\ 0 < ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1)) - ((IZR m1) + (IZR m2))))
        by (rewrite X'17; exact (min_cases _ _)).
      clear X'17; destruct E'36 as [ [ -> L'34 ] | [ -> L'35 ] ].
      {
        assert (F'37 : 0 < (((- a) * (IZR m2)) + ((IZR m1) * (IZR m2)) - a + (2 * (IZR m1)))) by (refine (times_positive _ (((IZR m2) + 1)) (((- a) * (IZR m2)) + ((IZR m1) * (IZR m2)) - a + (2 * (IZR m1))) L'25 _ _); [ pos | same ]).
        assert (F'38 : 0 <= (((IZR m2) ^ 2) - (IZR m1) + (IZR m2))) by (refine (times_nonnegative _ (((IZR m2) + 1)) (((IZR m2) ^ 2) - (IZR m1) + (IZR m2)) L'34 _ _); [ pos | same ]).
        refine (False_ind _ (impossible_strict ((1 * (((- a) * (IZR m2)) + ((IZR m1) * (IZR m2)) - a + (2 * (IZR m1)))) + (((1 * ((IZR m2) - 1)) * (a - (IZR m1) - (IZR m2))) + ((2 * (a - (IZR m1) - (IZR m2))) + (1 * (((IZR m2) ^ 2) - (IZR m1) + (IZR m2)))))) 0 (strict_first _ _ (Rmult_lt_0_compat _ _ (coefficient 1) F'37) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'10)) F'30) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 2)) F'30) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'38)))) _ _)); [ same | evident ].
      }
      {
        assert (F'39 : 0 < ((- a) + (IZR m1) + (IZR m2))) by (refine (times_positive _ 1 ((- a) + (IZR m1) + (IZR m2)) L'25 _ _); [ pos | same ]).
        refine (False_ind _ (impossible_strict ((1 * ((- a) + (IZR m1) + (IZR m2))) + (1 * (a - (IZR m1) - (IZR m2)))) 0 (strict_first _ _ (Rmult_lt_0_compat _ _ (coefficient 1) F'39) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'30)) _ _)); [ same | evident ].
      }
    }
    {
      assert (E'42 : (x'16 = ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1)) /\ 0 <= ((IZR m1) + (IZR m2)) - ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1))) \/ (x'16 = ((IZR m1) + (IZR m2)) /\ 0 < ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1)) - ((IZR m1) + (IZR m2))))
        by (rewrite X'17; exact (min_cases _ _)).
      clear X'17; destruct E'42 as [ [ -> L'40 ] | [ -> L'41 ] ].
      {
        assert (F'43 : 0 < (((- a) * (IZR m2)) + ((IZR m1) * (IZR m2)) - a + (2 * (IZR m1)))) by (refine (times_positive _ (((IZR m2) + 1)) (((- a) * (IZR m2)) + ((IZR m1) * (IZR m2)) - a + (2 * (IZR m1))) L'25 _ _); [ pos | same ]).
        assert (F'44 : 0 <= (((IZR m2) ^ 2) - (IZR m1) + (IZR m2))) by (refine (times_nonnegative _ (((IZR m2) + 1)) (((IZR m2) ^ 2) - (IZR m1) + (IZR m2)) L'40 _ _); [ pos | same ]).
        refine (False_ind _ (impossible_strict ((1 * (((- a) * (IZR m2)) + ((IZR m1) * (IZR m2)) - a + (2 * (IZR m1)))) + ((2 * (a - (IZR m1) - (IZR m2))) + ((1 * (((IZR m2) ^ 2) - (IZR m1) + (IZR m2))) + ((1 * ((IZR m2) - 1)) * (a - (IZR m1) - (IZR m2)))))) 0 (strict_first _ _ (Rmult_lt_0_compat _ _ (coefficient 1) F'43) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 2)) F'30) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'44) (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'10)) F'30)))) _ _)); [ same | evident ].
      }
      {
        assert (F'45 : 0 < ((- a) + (IZR m1) + (IZR m2))) by (refine (times_positive _ 1 ((- a) + (IZR m1) + (IZR m2)) L'25 _ _); [ pos | same ]).
        refine (False_ind _ (impossible_strict ((1 * ((- a) + (IZR m1) + (IZR m2))) + (1 * (a - (IZR m1) - (IZR m2)))) 0 (strict_first _ _ (Rmult_lt_0_compat _ _ (coefficient 1) F'45) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'30)) _ _)); [ same | evident ].
      }
    }
  }
  {
    assert (F'46 : 0 <= ((k * (IZR m2)) + k - (IZR m1))) by (refine (times_nonnegative _ 1 ((k * (IZR m2)) + k - (IZR m1)) W'6 _ _); [ pos | same ]).
    assert (E'49 : (x'14 = a /\ 0 <= a - (w + (IZR m2))) \/ (x'14 = (w + (IZR m2)) /\ 0 < (w + (IZR m2)) - a))
      by (rewrite X'15; exact (max_cases _ _)).
    clear X'15; destruct E'49 as [ [ -> L'47 ] | [ -> L'48 ] ].
    {
      assert (F'50 : 0 <= (a - (IZR m1) - (IZR m2))) by (refine (times_nonnegative _ 1 (a - (IZR m1) - (IZR m2)) W'7 _ _); [ pos | same ]).
      assert (E'53 : (x'16 = ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1)) /\ 0 <= ((IZR m1) + (IZR m2)) - ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1))) \/ (x'16 = ((IZR m1) + (IZR m2)) /\ 0 < ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1)) - ((IZR m1) + (IZR m2))))
        by (rewrite X'17; exact (min_cases _ _)).
      clear X'17; destruct E'53 as [ [ -> L'51 ] | [ -> L'52 ] ].
      {
        assert (F'54 : 0 < (((- a) * (IZR m2)) + ((IZR m1) * (IZR m2)) - a + (2 * (IZR m1)))) by (refine (times_positive _ (((IZR m2) + 1)) (((- a) * (IZR m2)) + ((IZR m1) * (IZR m2)) - a + (2 * (IZR m1))) L'25 _ _); [ pos | same ]).
        assert (F'55 : 0 <= (((IZR m2) ^ 2) - (IZR m1) + (IZR m2))) by (refine (times_nonnegative _ (((IZR m2) + 1)) (((IZR m2) ^ 2) - (IZR m1) + (IZR m2)) L'51 _ _); [ pos | same ]).
        refine (False_ind _ (impossible_strict ((1 * (((- a) * (IZR m2)) + ((IZR m1) * (IZR m2)) - a + (2 * (IZR m1)))) + (((1 * ((IZR m2) - 1)) * (a - (IZR m1) - (IZR m2))) + ((1 * (((IZR m2) ^ 2) - (IZR m1) + (IZR m2))) + (2 * (a - (IZR m1) - (IZR m2)))))) 0 (strict_first _ _ (Rmult_lt_0_compat _ _ (coefficient 1) F'54) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'10)) F'50) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'55) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 2)) F'50)))) _ _)); [ same | evident ].
      }
      {
        assert (F'56 : 0 < ((- a) + (IZR m1) + (IZR m2))) by (refine (times_positive _ 1 ((- a) + (IZR m1) + (IZR m2)) L'25 _ _); [ pos | same ]).
        refine (False_ind _ (impossible_strict ((1 * ((- a) + (IZR m1) + (IZR m2))) + (1 * (a - (IZR m1) - (IZR m2)))) 0 (strict_first _ _ (Rmult_lt_0_compat _ _ (coefficient 1) F'56) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'50)) _ _)); [ same | evident ].
      }
    }
    {
      assert (F'57 : 0 <= ((- (IZR m1)) + w)) by (refine (times_nonnegative _ 1 ((- (IZR m1)) + w) W'7 _ _); [ pos | same ]).
      assert (F'58 : 0 < ((- a) + (IZR m2) + w)) by (refine (times_positive _ 1 ((- a) + (IZR m2) + w) L'48 _ _); [ pos | same ]).
      assert (E'61 : (x'16 = ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1)) /\ 0 <= ((IZR m1) + (IZR m2)) - ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1))) \/ (x'16 = ((IZR m1) + (IZR m2)) /\ 0 < ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1)) - ((IZR m1) + (IZR m2))))
        by (rewrite X'17; exact (min_cases _ _)).
      clear X'17; destruct E'61 as [ [ -> L'59 ] | [ -> L'60 ] ].
      {
        assert (F'62 : 0 < (((- a) * (IZR m2)) + ((IZR m1) * (IZR m2)) - a + (2 * (IZR m1)))) by (refine (times_positive _ (((IZR m2) + 1)) (((- a) * (IZR m2)) + ((IZR m1) * (IZR m2)) - a + (2 * (IZR m1))) L'25 _ _); [ pos | same ]).
        refine (False_ind _ (impossible_strict ((1 * (((- a) * (IZR m2)) + ((IZR m1) * (IZR m2)) - a + (2 * (IZR m1)))) + (((1 * ((IZR m2) - 1)) * ((- (IZR m1)) + w)) + ((2 * (a - k - w)) + ((1 * ((k * (IZR m2)) + k - (IZR m1))) + (((1 * ((IZR m2) - 1)) * (a - k - w)) + (2 * ((- (IZR m1)) + w))))))) 0 (strict_first _ _ (Rmult_lt_0_compat _ _ (coefficient 1) F'62) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'10)) F'57) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 2)) F'21) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'46) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'10)) F'21) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 2)) F'57)))))) _ _)); [ same | evident ].
      }
      {
        assert (F'63 : 0 <= ((- ((IZR m2) ^ 2)) + (IZR m1) - (IZR m2) - 1)) by (refine (times_integer ((-1) * m2 * m2 + 1 * m1 + (-1) * m2)%Z _ (((IZR m2) + 1)) ((- ((IZR m2) ^ 2)) + (IZR m1) - (IZR m2) - 1) L'60 _ _ _); [ pos | integer | same ]).
        refine (False_ind _ (impossible ((1 * ((- a) + (IZR m2) + w)) + (((1 * ((- a) + (IZR m2) + w)) * ((- a) + (IZR m2) + w)) + ((1 * ((- ((IZR m2) ^ 2)) + (IZR m1) - (IZR m2) - 1)) + ((2 * (a - k - w)) + (((1 * k) * ((- a) + (IZR m2) + w)) + (((1 * ((IZR m2) - 1)) * (a - k - w)) + (((1 * (a - k - w)) * ((- a) + (IZR m2) + w)) + (1 * ((k * (IZR m2)) + k - (IZR m1)))))))))) (-1) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (Rlt_le _ _ F'58)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (Rlt_le _ _ F'58)) (Rlt_le _ _ F'58)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'63) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 2)) F'21) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'22) (Rlt_le _ _ F'58)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'10)) F'21) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'21) (Rlt_le _ _ F'58)) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'46)))))))) _ _)); [ same | evident ].
      }
    }
  }
Qed.

(* m1 + m2 >= 0 and 0 >= 0 and 0 >= 0 and max(m1 + m2, m2) >= m1 + m2 and max(m1 + m2, m2) >= m1 + m2 where m1 + m2 <= (m1*m2 + 2*m1)/(m2 + 1) *)
Theorem statement_reading_ii_attained_1 :
  forall (m1 m2 : Z),
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  (IZR m2 + 1 <> 0 /\ IZR m1 + IZR m2 <= (IZR m1 * IZR m2 + 2 * IZR m1) / (IZR m2 + 1)) ->
  (IZR m1 + IZR m2 >= 0 /\ 0 >= 0 /\ 0 >= 0 /\ Rmax (IZR m1 + IZR m2) (IZR m2) >= IZR m1 + IZR m2 /\ Rmax (IZR m1 + IZR m2) (IZR m2) >= IZR m1 + IZR m2).
Proof.
  intros m1 m2 R'1 R'2 W'3.
  pose proof (in_range _ R'1) as F'4.
  pose proof (in_range_positive _ F'4) as P'5.
  pose proof (in_range _ R'2) as F'6.
  pose proof (in_range_positive _ F'6) as P'7.
  remember (Rmax ((IZR m1) + (IZR m2)) (IZR m2)) as x'8 eqn:X'9.
  assert (P'10 : 0 < x'8).
  {
    assert (P'11 : 0 < ((IZR m1) + (IZR m2))) by (pos).
    assert (P'12 : 0 < (IZR m2)) by (pos).
    rewrite X'9; pos.
  }
  destruct W'3 as [ D'13 W'14 ].
  assert (N' : (0 <= ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1)) - ((IZR m1) + (IZR m2)))).
  {
    pose proof (by_le ((IZR m1) + (IZR m2)) ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1))).
    tauto.
  }
  clear W'14; rename N' into W'14.
  assert (H'17 : ((((IZR m1) + (IZR m2)) >= 0) /\ (0 >= 0) /\ (0 >= 0) /\ (x'8 >= ((IZR m1) + (IZR m2))) /\ (x'8 >= ((IZR m1) + (IZR m2)))) \/ ((0 < 0 - ((IZR m1) + (IZR m2))) \/ (0 < 0 - 0) \/ (0 < 0 - 0) \/ (0 < ((IZR m1) + (IZR m2)) - x'8) \/ (0 < ((IZR m1) + (IZR m2)) - x'8))).
  {
    pose proof (by_ge x'8 ((IZR m1) + (IZR m2))).
    pose proof (by_ge 0 0).
    pose proof (by_ge ((IZR m1) + (IZR m2)) 0).
    tauto.
  }
  destruct H'17 as [ H'15 | L'16 ]; [ exact H'15 | exfalso ].
  destruct L'16 as [ L'18 | [ L'19 | [ L'20 | [ L'21 | L'22 ] ] ] ].
  {
    assert (F'23 : 0 <= ((- (IZR m1)) - (IZR m2) - 1)) by (refine (times_integer ((-1) * m1 + (-1) * m2)%Z _ 1 ((- (IZR m1)) - (IZR m2) - 1) L'18 _ _ _); [ pos | integer | same ]).
    refine (False_ind _ (impossible ((1 * ((- (IZR m1)) - (IZR m2) - 1)) + ((1 * ((IZR m1) - 1)) + (1 * ((IZR m2) - 1)))) (-3) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'23) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'4)) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'6)))) _ _)); [ same | evident ].
  }
  {
    assert (F'24 : 0 < 0) by (refine (times_positive _ 1 0 L'19 _ _); [ pos | same ]).
    refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'24) _ _)); [ same | evident ].
  }
  {
    assert (F'25 : 0 < 0) by (refine (times_positive _ 1 0 L'20 _ _); [ pos | same ]).
    refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'25) _ _)); [ same | evident ].
  }
  {
    assert (E'28 : (x'8 = ((IZR m1) + (IZR m2)) /\ 0 <= ((IZR m1) + (IZR m2)) - (IZR m2)) \/ (x'8 = (IZR m2) /\ 0 < (IZR m2) - ((IZR m1) + (IZR m2))))
      by (rewrite X'9; exact (max_cases _ _)).
    clear X'9; destruct E'28 as [ [ -> L'26 ] | [ -> L'27 ] ].
    {
      assert (F'29 : 0 < 0) by (refine (times_positive _ 1 0 L'21 _ _); [ pos | same ]).
      refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'29) _ _)); [ same | evident ].
    }
    {
      assert (F'30 : 0 <= ((- (IZR m1)) - 1)) by (refine (times_integer ((-1) * m1)%Z _ 1 ((- (IZR m1)) - 1) L'27 _ _ _); [ pos | integer | same ]).
      refine (False_ind _ (impossible ((1 * ((- (IZR m1)) - 1)) + (1 * ((IZR m1) - 1))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'30) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'4))) _ _)); [ same | evident ].
    }
  }
  {
    assert (E'33 : (x'8 = ((IZR m1) + (IZR m2)) /\ 0 <= ((IZR m1) + (IZR m2)) - (IZR m2)) \/ (x'8 = (IZR m2) /\ 0 < (IZR m2) - ((IZR m1) + (IZR m2))))
      by (rewrite X'9; exact (max_cases _ _)).
    clear X'9; destruct E'33 as [ [ -> L'31 ] | [ -> L'32 ] ].
    {
      assert (F'34 : 0 < 0) by (refine (times_positive _ 1 0 L'22 _ _); [ pos | same ]).
      refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'34) _ _)); [ same | evident ].
    }
    {
      assert (F'35 : 0 <= ((- (IZR m1)) - 1)) by (refine (times_integer ((-1) * m1)%Z _ 1 ((- (IZR m1)) - 1) L'32 _ _ _); [ pos | integer | same ]).
      refine (False_ind _ (impossible ((1 * ((- (IZR m1)) - 1)) + (1 * ((IZR m1) - 1))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'35) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'4))) _ _)); [ same | evident ].
    }
  }
Qed.

Theorem conditions_met_reading_ii_attained_1 :
  exists (m1 m2 : Z),
  (1 <= m1)%Z /\
  (1 <= m2)%Z /\
  (IZR m2 + 1 <> 0 /\ IZR m1 + IZR m2 <= (IZR m1 * IZR m2 + 2 * IZR m1) / (IZR m2 + 1)).
Proof.
  exists (2)%Z. exists (1)%Z.
  assert (R'1 : (1 <= 2)%Z) by (lia).
  assert (R'2 : (1 <= 1)%Z) by (lia).
  assert (E'3 : (((2 * 1) + (2 * 2)) / (1 + 1)) = 3) by (same).
  assert (V'4 : (1 + 1) <> 0) by (rewrite ?E'3; lra).
  assert (V'5 : (2 + 1) <= (((2 * 1) + (2 * 2)) / (1 + 1))) by (rewrite ?E'3; lra).
  tauto.
Qed.

(* m1 + m2 >= m1 and m1 >= 0 and 0 >= 0 and max(m1 + m2, m2) >= m1 + m2 and max(m1 + m2, m1 + m2) >= m1 + m2 where m1 + m2 <= (m1*m2 + 2*m1)/(m2 + 1) *)
Theorem statement_reading_ii_attained_2 :
  forall (m1 m2 : Z),
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  (IZR m2 + 1 <> 0 /\ IZR m1 + IZR m2 <= (IZR m1 * IZR m2 + 2 * IZR m1) / (IZR m2 + 1)) ->
  (IZR m1 + IZR m2 >= IZR m1 /\ IZR m1 >= 0 /\ 0 >= 0 /\ Rmax (IZR m1 + IZR m2) (IZR m2) >= IZR m1 + IZR m2 /\ Rmax (IZR m1 + IZR m2) (IZR m1 + IZR m2) >= IZR m1 + IZR m2).
Proof.
  intros m1 m2 R'1 R'2 W'3.
  pose proof (in_range _ R'1) as F'4.
  pose proof (in_range_positive _ F'4) as P'5.
  pose proof (in_range _ R'2) as F'6.
  pose proof (in_range_positive _ F'6) as P'7.
  remember (Rmax ((IZR m1) + (IZR m2)) (IZR m2)) as x'8 eqn:X'9.
  assert (P'10 : 0 < x'8).
  {
    assert (P'11 : 0 < ((IZR m1) + (IZR m2))) by (pos).
    assert (P'12 : 0 < (IZR m2)) by (pos).
    rewrite X'9; pos.
  }
  remember (Rmax ((IZR m1) + (IZR m2)) ((IZR m1) + (IZR m2))) as x'13 eqn:X'14.
  assert (P'15 : 0 < x'13).
  {
    assert (P'16 : 0 < ((IZR m1) + (IZR m2))) by (pos).
    assert (P'17 : 0 < ((IZR m1) + (IZR m2))) by (pos).
    rewrite X'14; pos.
  }
  destruct W'3 as [ D'18 W'19 ].
  assert (N' : (0 <= ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1)) - ((IZR m1) + (IZR m2)))).
  {
    pose proof (by_le ((IZR m1) + (IZR m2)) ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1))).
    tauto.
  }
  clear W'19; rename N' into W'19.
  assert (H'22 : ((((IZR m1) + (IZR m2)) >= (IZR m1)) /\ ((IZR m1) >= 0) /\ (0 >= 0) /\ (x'8 >= ((IZR m1) + (IZR m2))) /\ (x'13 >= ((IZR m1) + (IZR m2)))) \/ ((0 < (IZR m1) - ((IZR m1) + (IZR m2))) \/ (0 < 0 - (IZR m1)) \/ (0 < 0 - 0) \/ (0 < ((IZR m1) + (IZR m2)) - x'8) \/ (0 < ((IZR m1) + (IZR m2)) - x'13))).
  {
    pose proof (by_ge x'13 ((IZR m1) + (IZR m2))).
    pose proof (by_ge x'8 ((IZR m1) + (IZR m2))).
    pose proof (by_ge 0 0).
    pose proof (by_ge (IZR m1) 0).
    pose proof (by_ge ((IZR m1) + (IZR m2)) (IZR m1)).
    tauto.
  }
  destruct H'22 as [ H'20 | L'21 ]; [ exact H'20 | exfalso ].
  destruct L'21 as [ L'23 | [ L'24 | [ L'25 | [ L'26 | L'27 ] ] ] ].
  {
    assert (F'28 : 0 <= ((- (IZR m2)) - 1)) by (refine (times_integer ((-1) * m2)%Z _ 1 ((- (IZR m2)) - 1) L'23 _ _ _); [ pos | integer | same ]).
    refine (False_ind _ (impossible ((1 * ((- (IZR m2)) - 1)) + (1 * ((IZR m2) - 1))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'28) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'6))) _ _)); [ same | evident ].
  }
  {
    assert (F'29 : 0 <= ((- (IZR m1)) - 1)) by (refine (times_integer ((-1) * m1)%Z _ 1 ((- (IZR m1)) - 1) L'24 _ _ _); [ pos | integer | same ]).
    refine (False_ind _ (impossible ((1 * ((- (IZR m1)) - 1)) + (1 * ((IZR m1) - 1))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'29) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'4))) _ _)); [ same | evident ].
  }
  {
    assert (F'30 : 0 < 0) by (refine (times_positive _ 1 0 L'25 _ _); [ pos | same ]).
    refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'30) _ _)); [ same | evident ].
  }
  {
    assert (E'33 : (x'8 = ((IZR m1) + (IZR m2)) /\ 0 <= ((IZR m1) + (IZR m2)) - (IZR m2)) \/ (x'8 = (IZR m2) /\ 0 < (IZR m2) - ((IZR m1) + (IZR m2))))
      by (rewrite X'9; exact (max_cases _ _)).
    clear X'9; destruct E'33 as [ [ -> L'31 ] | [ -> L'32 ] ].
    {
      assert (F'34 : 0 < 0) by (refine (times_positive _ 1 0 L'26 _ _); [ pos | same ]).
      refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'34) _ _)); [ same | evident ].
    }
    {
      assert (F'35 : 0 <= ((- (IZR m1)) - 1)) by (refine (times_integer ((-1) * m1)%Z _ 1 ((- (IZR m1)) - 1) L'32 _ _ _); [ pos | integer | same ]).
      refine (False_ind _ (impossible ((1 * ((- (IZR m1)) - 1)) + (1 * ((IZR m1) - 1))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'35) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'4))) _ _)); [ same | evident ].
    }
  }
  {
    assert (E'38 : (x'13 = ((IZR m1) + (IZR m2)) /\ 0 <= ((IZR m1) + (IZR m2)) - ((IZR m1) + (IZR m2))) \/ (x'13 = ((IZR m1) + (IZR m2)) /\ 0 < ((IZR m1) + (IZR m2)) - ((IZR m1) + (IZR m2))))
      by (rewrite X'14; exact (max_cases _ _)).
    clear X'14; destruct E'38 as [ [ -> L'36 ] | [ -> L'37 ] ].
    {
      assert (F'39 : 0 < 0) by (refine (times_positive _ 1 0 L'27 _ _); [ pos | same ]).
      refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'39) _ _)); [ same | evident ].
    }
    {
      assert (F'40 : 0 < 0) by (refine (times_positive _ 1 0 L'27 _ _); [ pos | same ]).
      refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'40) _ _)); [ same | evident ].
    }
  }
Qed.

Theorem conditions_met_reading_ii_attained_2 :
  exists (m1 m2 : Z),
  (1 <= m1)%Z /\
  (1 <= m2)%Z /\
  (IZR m2 + 1 <> 0 /\ IZR m1 + IZR m2 <= (IZR m1 * IZR m2 + 2 * IZR m1) / (IZR m2 + 1)).
Proof.
  exists (2)%Z. exists (1)%Z.
  assert (R'1 : (1 <= 2)%Z) by (lia).
  assert (R'2 : (1 <= 1)%Z) by (lia).
  assert (E'3 : (((2 * 1) + (2 * 2)) / (1 + 1)) = 3) by (same).
  assert (V'4 : (1 + 1) <> 0) by (rewrite ?E'3; lra).
  assert (V'5 : (2 + 1) <= (((2 * 1) + (2 * 2)) / (1 + 1))) by (rewrite ?E'3; lra).
  tauto.
Qed.

(* m1 + m2 >= m1/(m2 + 1) and 0 >= 0 and m1/(m2 + 1) >= 0 and max(m1 + m2, m1/(m2 + 1)*(m2 + 1) + m2) >= m1 + m2 and max(m1 + m2, m2) >= m1 + m2 where m1 + m2 <= (m1*m2 + 2*m1)/(m2 + 1) *)
Theorem statement_reading_ii_attained_3 :
  forall (m1 m2 : Z),
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  (IZR m2 + 1 <> 0 /\ IZR m1 + IZR m2 <= (IZR m1 * IZR m2 + 2 * IZR m1) / (IZR m2 + 1)) ->
  (IZR m2 + 1 <> 0 /\ (IZR m1 + IZR m2 >= IZR m1 / (IZR m2 + 1) /\ 0 >= 0 /\ IZR m1 / (IZR m2 + 1) >= 0 /\ Rmax (IZR m1 + IZR m2) (IZR m1 / (IZR m2 + 1) * (IZR m2 + 1) + IZR m2) >= IZR m1 + IZR m2 /\ Rmax (IZR m1 + IZR m2) (IZR m2) >= IZR m1 + IZR m2)).
Proof.
  intros m1 m2 R'1 R'2 W'3.
  pose proof (in_range _ R'1) as F'4.
  pose proof (in_range_positive _ F'4) as P'5.
  pose proof (in_range _ R'2) as F'6.
  pose proof (in_range_positive _ F'6) as P'7.
  remember (Rmax ((IZR m1) + (IZR m2)) (((IZR m1) / ((IZR m2) + 1) * ((IZR m2) + 1)) + (IZR m2))) as x'8 eqn:X'9.
  assert (P'10 : 0 < x'8).
  {
    assert (P'11 : 0 < ((IZR m1) + (IZR m2))) by (pos).
    assert (P'12 : 0 < (((IZR m1) / ((IZR m2) + 1) * ((IZR m2) + 1)) + (IZR m2))) by (pos).
    rewrite X'9; pos.
  }
  remember (Rmax ((IZR m1) + (IZR m2)) (IZR m2)) as x'13 eqn:X'14.
  assert (P'15 : 0 < x'13).
  {
    assert (P'16 : 0 < ((IZR m1) + (IZR m2))) by (pos).
    assert (P'17 : 0 < (IZR m2)) by (pos).
    rewrite X'14; pos.
  }
  destruct W'3 as [ D'18 W'19 ].
  assert (N' : (0 <= ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1)) - ((IZR m1) + (IZR m2)))).
  {
    pose proof (by_le ((IZR m1) + (IZR m2)) ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1))).
    tauto.
  }
  clear W'19; rename N' into W'19.
  assert (D'20 : ((IZR m2) + 1) <> 0) by (apply positive_nonzero; pos).
  split; [ exact D'20 | ].
  assert (H'23 : ((((IZR m1) + (IZR m2)) >= ((IZR m1) / ((IZR m2) + 1))) /\ (0 >= 0) /\ (((IZR m1) / ((IZR m2) + 1)) >= 0) /\ (x'8 >= ((IZR m1) + (IZR m2))) /\ (x'13 >= ((IZR m1) + (IZR m2)))) \/ ((0 < ((IZR m1) / ((IZR m2) + 1)) - ((IZR m1) + (IZR m2))) \/ (0 < 0 - 0) \/ (0 < 0 - ((IZR m1) / ((IZR m2) + 1))) \/ (0 < ((IZR m1) + (IZR m2)) - x'8) \/ (0 < ((IZR m1) + (IZR m2)) - x'13))).
  {
    pose proof (by_ge x'13 ((IZR m1) + (IZR m2))).
    pose proof (by_ge x'8 ((IZR m1) + (IZR m2))).
    pose proof (by_ge ((IZR m1) / ((IZR m2) + 1)) 0).
    pose proof (by_ge 0 0).
    pose proof (by_ge ((IZR m1) + (IZR m2)) ((IZR m1) / ((IZR m2) + 1))).
    tauto.
  }
  destruct H'23 as [ H'21 | L'22 ]; [ exact H'21 | exfalso ].
  destruct L'22 as [ L'24 | [ L'25 | [ L'26 | [ L'27 | L'28 ] ] ] ].
  {
    assert (F'29 : 0 <= (((- (IZR m1)) * (IZR m2)) - ((IZR m2) ^ 2) - (IZR m2) - 1)) by (refine (times_integer ((-1) * m1 * m2 + (-1) * m2 * m2 + (-1) * m2)%Z _ (((IZR m2) + 1)) (((- (IZR m1)) * (IZR m2)) - ((IZR m2) ^ 2) - (IZR m2) - 1) L'24 _ _ _); [ pos | integer | same ]).
    refine (False_ind _ (impossible ((1 * (((- (IZR m1)) * (IZR m2)) - ((IZR m2) ^ 2) - (IZR m2) - 1)) + (((1 * ((IZR m1) - 1)) * ((IZR m2) - 1)) + (((1 * ((IZR m2) - 1)) * ((IZR m2) - 1)) + ((1 * ((IZR m1) - 1)) + (4 * ((IZR m2) - 1)))))) (-4) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'29) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'4)) (in_range_difference _ F'6)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'6)) (in_range_difference _ F'6)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'4)) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 4)) (in_range_difference _ F'6)))))) _ _)); [ same | evident ].
  }
  {
    assert (F'30 : 0 < 0) by (refine (times_positive _ 1 0 L'25 _ _); [ pos | same ]).
    refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'30) _ _)); [ same | evident ].
  }
  {
    assert (F'31 : 0 <= ((- (IZR m1)) - 1)) by (refine (times_integer ((-1) * m1)%Z _ (((IZR m2) + 1)) ((- (IZR m1)) - 1) L'26 _ _ _); [ pos | integer | same ]).
    refine (False_ind _ (impossible ((1 * ((- (IZR m1)) - 1)) + (1 * ((IZR m1) - 1))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'31) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'4))) _ _)); [ same | evident ].
  }
  {
    assert (E'34 : (x'8 = ((IZR m1) + (IZR m2)) /\ 0 <= ((IZR m1) + (IZR m2)) - (((IZR m1) / ((IZR m2) + 1) * ((IZR m2) + 1)) + (IZR m2))) \/ (x'8 = (((IZR m1) / ((IZR m2) + 1) * ((IZR m2) + 1)) + (IZR m2)) /\ 0 < (((IZR m1) / ((IZR m2) + 1) * ((IZR m2) + 1)) + (IZR m2)) - ((IZR m1) + (IZR m2))))
      by (rewrite X'9; exact (max_cases _ _)).
    clear X'9; destruct E'34 as [ [ -> L'32 ] | [ -> L'33 ] ].
    {
      assert (F'35 : 0 < 0) by (refine (times_positive _ 1 0 L'27 _ _); [ pos | same ]).
      refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'35) _ _)); [ same | evident ].
    }
    {
      assert (F'36 : 0 < 0) by (refine (times_positive _ 1 0 L'27 _ _); [ pos | same ]).
      refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'36) _ _)); [ same | evident ].
    }
  }
  {
    assert (E'39 : (x'13 = ((IZR m1) + (IZR m2)) /\ 0 <= ((IZR m1) + (IZR m2)) - (IZR m2)) \/ (x'13 = (IZR m2) /\ 0 < (IZR m2) - ((IZR m1) + (IZR m2))))
      by (rewrite X'14; exact (max_cases _ _)).
    clear X'14; destruct E'39 as [ [ -> L'37 ] | [ -> L'38 ] ].
    {
      assert (F'40 : 0 < 0) by (refine (times_positive _ 1 0 L'28 _ _); [ pos | same ]).
      refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'40) _ _)); [ same | evident ].
    }
    {
      assert (F'41 : 0 <= ((- (IZR m1)) - 1)) by (refine (times_integer ((-1) * m1)%Z _ 1 ((- (IZR m1)) - 1) L'38 _ _ _); [ pos | integer | same ]).
      refine (False_ind _ (impossible ((1 * ((- (IZR m1)) - 1)) + (1 * ((IZR m1) - 1))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'41) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'4))) _ _)); [ same | evident ].
    }
  }
Qed.

Theorem conditions_met_reading_ii_attained_3 :
  exists (m1 m2 : Z),
  (1 <= m1)%Z /\
  (1 <= m2)%Z /\
  (IZR m2 + 1 <> 0 /\ IZR m1 + IZR m2 <= (IZR m1 * IZR m2 + 2 * IZR m1) / (IZR m2 + 1)).
Proof.
  exists (2)%Z. exists (1)%Z.
  assert (R'1 : (1 <= 2)%Z) by (lia).
  assert (R'2 : (1 <= 1)%Z) by (lia).
  assert (E'3 : (((2 * 1) + (2 * 2)) / (1 + 1)) = 3) by (same).
  assert (V'4 : (1 + 1) <> 0) by (rewrite ?E'3; lra).
  assert (V'5 : (2 + 1) <= (((2 * 1) + (2 * 2)) / (1 + 1))) by (rewrite ?E'3; lra).
  tauto.
Qed.

(* (m1*m2 + 2*m1)/(m2 + 1) >= m1 + m1/(m2 + 1) and m1 >= 0 and m1/(m2 + 1) >= 0 and max((m1*m2 + 2*m1)/(m2 + 1), m1/(m2 + 1)*(m2 + 1) + m2) >= m1 + m2 and max((m1*m2 + 2*m1)/(m2 + 1), m1 + m2) >= m1 + m2 where (m1*m2 + 2*m1)/(m2 + 1) <= m1 + m2 *)
Theorem statement_reading_ii_attained_4 :
  forall (m1 m2 : Z),
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  (IZR m2 + 1 <> 0 /\ (IZR m1 * IZR m2 + 2 * IZR m1) / (IZR m2 + 1) <= IZR m1 + IZR m2) ->
  (IZR m2 + 1 <> 0 /\ ((IZR m1 * IZR m2 + 2 * IZR m1) / (IZR m2 + 1) >= IZR m1 + IZR m1 / (IZR m2 + 1) /\ IZR m1 >= 0 /\ IZR m1 / (IZR m2 + 1) >= 0 /\ Rmax ((IZR m1 * IZR m2 + 2 * IZR m1) / (IZR m2 + 1)) (IZR m1 / (IZR m2 + 1) * (IZR m2 + 1) + IZR m2) >= IZR m1 + IZR m2 /\ Rmax ((IZR m1 * IZR m2 + 2 * IZR m1) / (IZR m2 + 1)) (IZR m1 + IZR m2) >= IZR m1 + IZR m2)).
Proof.
  intros m1 m2 R'1 R'2 W'3.
  pose proof (in_range _ R'1) as F'4.
  pose proof (in_range_positive _ F'4) as P'5.
  pose proof (in_range _ R'2) as F'6.
  pose proof (in_range_positive _ F'6) as P'7.
  remember (Rmax ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1)) (((IZR m1) / ((IZR m2) + 1) * ((IZR m2) + 1)) + (IZR m2))) as x'8 eqn:X'9.
  assert (P'10 : 0 < x'8).
  {
    assert (P'11 : 0 < ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1))) by (pos).
    assert (P'12 : 0 < (((IZR m1) / ((IZR m2) + 1) * ((IZR m2) + 1)) + (IZR m2))) by (pos).
    rewrite X'9; pos.
  }
  remember (Rmax ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1)) ((IZR m1) + (IZR m2))) as x'13 eqn:X'14.
  assert (P'15 : 0 < x'13).
  {
    assert (P'16 : 0 < ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1))) by (pos).
    assert (P'17 : 0 < ((IZR m1) + (IZR m2))) by (pos).
    rewrite X'14; pos.
  }
  destruct W'3 as [ D'18 W'19 ].
  assert (N' : (0 <= ((IZR m1) + (IZR m2)) - ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1)))).
  {
    pose proof (by_le ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1)) ((IZR m1) + (IZR m2))).
    tauto.
  }
  clear W'19; rename N' into W'19.
  assert (D'20 : ((IZR m2) + 1) <> 0) by (apply positive_nonzero; pos).
  split; [ exact D'20 | ].
  assert (H'23 : ((((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1)) >= ((IZR m1) + ((IZR m1) / ((IZR m2) + 1)))) /\ ((IZR m1) >= 0) /\ (((IZR m1) / ((IZR m2) + 1)) >= 0) /\ (x'8 >= ((IZR m1) + (IZR m2))) /\ (x'13 >= ((IZR m1) + (IZR m2)))) \/ ((0 < ((IZR m1) + ((IZR m1) / ((IZR m2) + 1))) - ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1))) \/ (0 < 0 - (IZR m1)) \/ (0 < 0 - ((IZR m1) / ((IZR m2) + 1))) \/ (0 < ((IZR m1) + (IZR m2)) - x'8) \/ (0 < ((IZR m1) + (IZR m2)) - x'13))).
  {
    pose proof (by_ge x'13 ((IZR m1) + (IZR m2))).
    pose proof (by_ge x'8 ((IZR m1) + (IZR m2))).
    pose proof (by_ge ((IZR m1) / ((IZR m2) + 1)) 0).
    pose proof (by_ge (IZR m1) 0).
    pose proof (by_ge ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1)) ((IZR m1) + ((IZR m1) / ((IZR m2) + 1)))).
    tauto.
  }
  destruct H'23 as [ H'21 | L'22 ]; [ exact H'21 | exfalso ].
  destruct L'22 as [ L'24 | [ L'25 | [ L'26 | [ L'27 | L'28 ] ] ] ].
  {
    assert (F'29 : 0 < 0) by (refine (times_positive _ 1 0 L'24 _ _); [ pos | same ]).
    refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'29) _ _)); [ same | evident ].
  }
  {
    assert (F'30 : 0 <= ((- (IZR m1)) - 1)) by (refine (times_integer ((-1) * m1)%Z _ 1 ((- (IZR m1)) - 1) L'25 _ _ _); [ pos | integer | same ]).
    refine (False_ind _ (impossible ((1 * ((- (IZR m1)) - 1)) + (1 * ((IZR m1) - 1))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'30) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'4))) _ _)); [ same | evident ].
  }
  {
    assert (F'31 : 0 <= ((- (IZR m1)) - 1)) by (refine (times_integer ((-1) * m1)%Z _ (((IZR m2) + 1)) ((- (IZR m1)) - 1) L'26 _ _ _); [ pos | integer | same ]).
    refine (False_ind _ (impossible ((1 * ((- (IZR m1)) - 1)) + (1 * ((IZR m1) - 1))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'31) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'4))) _ _)); [ same | evident ].
  }
  {
    assert (x'13 = x'8) as -> by (rewrite X'14, X'9; equal_arguments).
    clear X'14.
    assert (E'34 : (x'8 = ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1)) /\ 0 <= ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1)) - (((IZR m1) / ((IZR m2) + 1) * ((IZR m2) + 1)) + (IZR m2))) \/ (x'8 = (((IZR m1) / ((IZR m2) + 1) * ((IZR m2) + 1)) + (IZR m2)) /\ 0 < (((IZR m1) / ((IZR m2) + 1) * ((IZR m2) + 1)) + (IZR m2)) - ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1))))
      by (rewrite X'9; exact (max_cases _ _)).
    clear X'9; destruct E'34 as [ [ -> L'32 ] | [ -> L'33 ] ].
    {
      assert (F'35 : 0 <= (((IZR m2) ^ 2) - (IZR m1) + (IZR m2) - 1)) by (refine (times_integer (1 * m2 * m2 + (-1) * m1 + 1 * m2)%Z _ (((IZR m2) + 1)) (((IZR m2) ^ 2) - (IZR m1) + (IZR m2) - 1) L'27 _ _ _); [ pos | integer | same ]).
      assert (F'36 : 0 <= ((- ((IZR m2) ^ 2)) + (IZR m1) - (IZR m2))) by (refine (times_nonnegative _ (((IZR m2) + 1)) ((- ((IZR m2) ^ 2)) + (IZR m1) - (IZR m2)) L'32 _ _); [ pos | same ]).
      refine (False_ind _ (impossible ((1 * (((IZR m2) ^ 2) - (IZR m1) + (IZR m2) - 1)) + (1 * ((- ((IZR m2) ^ 2)) + (IZR m1) - (IZR m2)))) (-1) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'35) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'36)) _ _)); [ same | evident ].
    }
    {
      assert (F'37 : 0 < 0) by (refine (times_positive _ 1 0 L'27 _ _); [ pos | same ]).
      refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'37) _ _)); [ same | evident ].
    }
  }
  {
    assert (x'13 = x'8) as -> by (rewrite X'14, X'9; equal_arguments).
    clear X'14.
    assert (E'40 : (x'8 = ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1)) /\ 0 <= ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1)) - (((IZR m1) / ((IZR m2) + 1) * ((IZR m2) + 1)) + (IZR m2))) \/ (x'8 = (((IZR m1) / ((IZR m2) + 1) * ((IZR m2) + 1)) + (IZR m2)) /\ 0 < (((IZR m1) / ((IZR m2) + 1) * ((IZR m2) + 1)) + (IZR m2)) - ((((IZR m1) * (IZR m2)) + (2 * (IZR m1))) / ((IZR m2) + 1))))
      by (rewrite X'9; exact (max_cases _ _)).
    clear X'9; destruct E'40 as [ [ -> L'38 ] | [ -> L'39 ] ].
    {
      assert (F'41 : 0 <= (((IZR m2) ^ 2) - (IZR m1) + (IZR m2) - 1)) by (refine (times_integer (1 * m2 * m2 + (-1) * m1 + 1 * m2)%Z _ (((IZR m2) + 1)) (((IZR m2) ^ 2) - (IZR m1) + (IZR m2) - 1) L'28 _ _ _); [ pos | integer | same ]).
      assert (F'42 : 0 <= ((- ((IZR m2) ^ 2)) + (IZR m1) - (IZR m2))) by (refine (times_nonnegative _ (((IZR m2) + 1)) ((- ((IZR m2) ^ 2)) + (IZR m1) - (IZR m2)) L'38 _ _); [ pos | same ]).
      refine (False_ind _ (impossible ((1 * (((IZR m2) ^ 2) - (IZR m1) + (IZR m2) - 1)) + (1 * ((- ((IZR m2) ^ 2)) + (IZR m1) - (IZR m2)))) (-1) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'41) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'42)) _ _)); [ same | evident ].
    }
    {
      assert (F'43 : 0 < 0) by (refine (times_positive _ 1 0 L'28 _ _); [ pos | same ]).
      refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'43) _ _)); [ same | evident ].
    }
  }
Qed.

Theorem conditions_met_reading_ii_attained_4 :
  exists (m1 m2 : Z),
  (1 <= m1)%Z /\
  (1 <= m2)%Z /\
  (IZR m2 + 1 <> 0 /\ (IZR m1 * IZR m2 + 2 * IZR m1) / (IZR m2 + 1) <= IZR m1 + IZR m2).
Proof.
  exists (1)%Z. exists (1)%Z.
  assert (R'1 : (1 <= 1)%Z) by (lia).
  assert (R'2 : (1 <= 1)%Z) by (lia).
  assert (E'3 : (((1 * 1) + (2 * 1)) / (1 + 1)) = (3/2)) by (same).
  assert (V'4 : (1 + 1) <> 0) by (rewrite ?E'3; lra).
  assert (V'5 : (((1 * 1) + (2 * 1)) / (1 + 1)) <= (1 + 1)) by (rewrite ?E'3; lra).
  tauto.
Qed.

(* a >= min(m1 + m2, 2*m1) where a >= w + k, w >= 0, k >= 0, max(a, k*(1 + m2) + m2) >= m1 + m2, max(a, w*(1 + m2) + m2) >= m1 + m2 *)
Theorem refuted_reading_iii_printed :
  ~ (forall (m1 m2 : Z) (a k w : R),
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  a >= w + k ->
  w >= 0 ->
  k >= 0 ->
  Rmax a (k * (1 + IZR m2) + IZR m2) >= IZR m1 + IZR m2 ->
  Rmax a (w * (1 + IZR m2) + IZR m2) >= IZR m1 + IZR m2 ->
  a >= Rmin (IZR m1 + IZR m2) (2 * IZR m1)).
Proof.
  intro H'. specialize (H' (1)%Z (1)%Z 1 (1/2) (1/2)).
  assert (R'1 : (1 <= 1)%Z) by (lia).
  assert (R'2 : (1 <= 1)%Z) by (lia).
  assert (V'3 : 1 >= ((1/2) + (1/2))) by (lra).
  assert (V'4 : (1/2) >= 0) by (lra).
  assert (E'5 : (Rmax 1 (((1/2) * (1 + 1)) + 1)) = 2) by (extremum_cases; lra).
  assert (V'6 : (Rmax 1 (((1/2) * (1 + 1)) + 1)) >= (1 + 1)) by (rewrite ?E'5; lra).
  assert (E'7 : (Rmin (1 + 1) (2 * 1)) = 2) by (extremum_cases; lra).
  assert (V'8 : ~ (1 >= (Rmin (1 + 1) (2 * 1)))) by (rewrite ?E'5; rewrite ?E'7; intro; lra).
  tauto.
Qed.

(* a >= 2*m1/(m2 + 1) where a >= w + k, w >= 0, k >= 0, max(a, k*(1 + m2) + m2) >= m1 + m2, max(a, w*(1 + m2) + m2) >= m1 + m2 *)
Theorem statement_reading_iii :
  forall (m1 m2 : Z) (a k w : R),
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  a >= w + k ->
  w >= 0 ->
  k >= 0 ->
  Rmax a (k * (1 + IZR m2) + IZR m2) >= IZR m1 + IZR m2 ->
  Rmax a (w * (1 + IZR m2) + IZR m2) >= IZR m1 + IZR m2 ->
  (IZR m2 + 1 <> 0 /\ a >= 2 * IZR m1 / (IZR m2 + 1)).
Proof.
  intros m1 m2 a k w R'1 R'2 W'3 W'4 W'5 W'6 W'7.
  pose proof (in_range _ R'1) as F'8.
  pose proof (in_range_positive _ F'8) as P'9.
  pose proof (in_range _ R'2) as F'10.
  pose proof (in_range_positive _ F'10) as P'11.
  remember (Rmax a ((k * (1 + (IZR m2))) + (IZR m2))) as x'12 eqn:X'13.
  remember (Rmax a ((w * (1 + (IZR m2))) + (IZR m2))) as x'14 eqn:X'15.
  assert (N' : (0 <= a - (w + k))).
  {
    pose proof (by_ge a (w + k)).
    tauto.
  }
  clear W'3; rename N' into W'3.
  assert (N' : (0 <= w - 0)).
  {
    pose proof (by_ge w 0).
    tauto.
  }
  clear W'4; rename N' into W'4.
  assert (N' : (0 <= k - 0)).
  {
    pose proof (by_ge k 0).
    tauto.
  }
  clear W'5; rename N' into W'5.
  assert (N' : (0 <= x'12 - ((IZR m1) + (IZR m2)))).
  {
    pose proof (by_ge x'12 ((IZR m1) + (IZR m2))).
    tauto.
  }
  clear W'6; rename N' into W'6.
  assert (N' : (0 <= x'14 - ((IZR m1) + (IZR m2)))).
  {
    pose proof (by_ge x'14 ((IZR m1) + (IZR m2))).
    tauto.
  }
  clear W'7; rename N' into W'7.
  assert (F'16 : 0 <= (a - k - w)) by (refine (times_nonnegative _ 1 (a - k - w) W'3 _ _); [ pos | same ]).
  assert (D'17 : ((IZR m2) + 1) <> 0) by (apply positive_nonzero; pos).
  split; [ exact D'17 | ].
  assert (H'20 : (a >= (2 * (IZR m1) / ((IZR m2) + 1))) \/ (0 < (2 * (IZR m1) / ((IZR m2) + 1)) - a)).
  {
    pose proof (by_ge a (2 * (IZR m1) / ((IZR m2) + 1))).
    tauto.
  }
  destruct H'20 as [ H'18 | L'19 ]; [ exact H'18 | exfalso ].
  assert (F'21 : 0 < (((- a) * (IZR m2)) - a + (2 * (IZR m1)))) by (refine (times_positive _ (((IZR m2) + 1)) (((- a) * (IZR m2)) - a + (2 * (IZR m1))) L'19 _ _); [ pos | same ]).
  assert (E'24 : (x'12 = a /\ 0 <= a - ((k * (1 + (IZR m2))) + (IZR m2))) \/ (x'12 = ((k * (1 + (IZR m2))) + (IZR m2)) /\ 0 < ((k * (1 + (IZR m2))) + (IZR m2)) - a))
    by (rewrite X'13; exact (max_cases _ _)).
  clear X'13; destruct E'24 as [ [ -> L'22 ] | [ -> L'23 ] ].
  {
    assert (F'25 : 0 <= (a - (IZR m1) - (IZR m2))) by (refine (times_nonnegative _ 1 (a - (IZR m1) - (IZR m2)) W'6 _ _); [ pos | same ]).
    assert (E'28 : (x'14 = a /\ 0 <= a - ((w * (1 + (IZR m2))) + (IZR m2))) \/ (x'14 = ((w * (1 + (IZR m2))) + (IZR m2)) /\ 0 < ((w * (1 + (IZR m2))) + (IZR m2)) - a))
      by (rewrite X'15; exact (max_cases _ _)).
    clear X'15; destruct E'28 as [ [ -> L'26 ] | [ -> L'27 ] ].
    {
      refine (False_ind _ (impossible ((1 * (((- a) * (IZR m2)) - a + (2 * (IZR m1)))) + (((1 * (a - (IZR m1) - (IZR m2))) * ((IZR m2) - 1)) + ((2 * (a - (IZR m1) - (IZR m2))) + (((1 * ((IZR m1) - 1)) * ((IZR m2) - 1)) + (((1 * ((IZR m2) - 1)) * ((IZR m2) - 1)) + (4 * ((IZR m2) - 1))))))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (Rlt_le _ _ F'21)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'25) (in_range_difference _ F'10)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 2)) F'25) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'8)) (in_range_difference _ F'10)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'10)) (in_range_difference _ F'10)) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 4)) (in_range_difference _ F'10))))))) _ _)); [ same | evident ].
    }
    {
      refine (False_ind _ (impossible ((1 * (((- a) * (IZR m2)) - a + (2 * (IZR m1)))) + (((1 * (a - (IZR m1) - (IZR m2))) * ((IZR m2) - 1)) + ((2 * (a - (IZR m1) - (IZR m2))) + (((1 * ((IZR m1) - 1)) * ((IZR m2) - 1)) + (((1 * ((IZR m2) - 1)) * ((IZR m2) - 1)) + (4 * ((IZR m2) - 1))))))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (Rlt_le _ _ F'21)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'25) (in_range_difference _ F'10)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 2)) F'25) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'8)) (in_range_difference _ F'10)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'10)) (in_range_difference _ F'10)) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 4)) (in_range_difference _ F'10))))))) _ _)); [ same | evident ].
    }
  }
  {
    assert (F'29 : 0 <= ((k * (IZR m2)) + k - (IZR m1))) by (refine (times_nonnegative _ 1 ((k * (IZR m2)) + k - (IZR m1)) W'6 _ _); [ pos | same ]).
    assert (E'32 : (x'14 = a /\ 0 <= a - ((w * (1 + (IZR m2))) + (IZR m2))) \/ (x'14 = ((w * (1 + (IZR m2))) + (IZR m2)) /\ 0 < ((w * (1 + (IZR m2))) + (IZR m2)) - a))
      by (rewrite X'15; exact (max_cases _ _)).
    clear X'15; destruct E'32 as [ [ -> L'30 ] | [ -> L'31 ] ].
    {
      assert (F'33 : 0 <= (a - (IZR m1) - (IZR m2))) by (refine (times_nonnegative _ 1 (a - (IZR m1) - (IZR m2)) W'7 _ _); [ pos | same ]).
      refine (False_ind _ (impossible ((1 * (((- a) * (IZR m2)) - a + (2 * (IZR m1)))) + (((1 * (a - (IZR m1) - (IZR m2))) * ((IZR m2) - 1)) + ((2 * (a - (IZR m1) - (IZR m2))) + (((1 * ((IZR m1) - 1)) * ((IZR m2) - 1)) + (((1 * ((IZR m2) - 1)) * ((IZR m2) - 1)) + (4 * ((IZR m2) - 1))))))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (Rlt_le _ _ F'21)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'33) (in_range_difference _ F'10)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 2)) F'33) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'8)) (in_range_difference _ F'10)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'10)) (in_range_difference _ F'10)) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 4)) (in_range_difference _ F'10))))))) _ _)); [ same | evident ].
    }
    {
      assert (F'34 : 0 <= (((IZR m2) * w) - (IZR m1) + w)) by (refine (times_nonnegative _ 1 (((IZR m2) * w) - (IZR m1) + w) W'7 _ _); [ pos | same ]).
      refine (False_ind _ (impossible_strict ((1 * (((- a) * (IZR m2)) - a + (2 * (IZR m1)))) + ((2 * (a - k - w)) + (((1 * ((IZR m2) - 1)) * (a - k - w)) + ((1 * ((k * (IZR m2)) + k - (IZR m1))) + (1 * (((IZR m2) * w) - (IZR m1) + w)))))) 0 (strict_first _ _ (Rmult_lt_0_compat _ _ (coefficient 1) F'21) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 2)) F'16) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'10)) F'16) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'29) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'34))))) _ _)); [ same | evident ].
    }
  }
Qed.

(* 2*m1/(m2 + 1) >= m1/(m2 + 1) + m1/(m2 + 1) and m1/(m2 + 1) >= 0 and m1/(m2 + 1) >= 0 and max(2*m1/(m2 + 1), m1/(m2 + 1)*(m2 + 1) + m2) >= m1 + m2 and max(2*m1/(m2 + 1), m1/(m2 + 1)*(m2 + 1) + m2) >= m1 + m2 *)
Theorem statement_reading_iii_attained_1 :
  forall (m1 m2 : Z),
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  (IZR m2 + 1 <> 0 /\ (2 * IZR m1 / (IZR m2 + 1) >= IZR m1 / (IZR m2 + 1) + IZR m1 / (IZR m2 + 1) /\ IZR m1 / (IZR m2 + 1) >= 0 /\ IZR m1 / (IZR m2 + 1) >= 0 /\ Rmax (2 * IZR m1 / (IZR m2 + 1)) (IZR m1 / (IZR m2 + 1) * (IZR m2 + 1) + IZR m2) >= IZR m1 + IZR m2 /\ Rmax (2 * IZR m1 / (IZR m2 + 1)) (IZR m1 / (IZR m2 + 1) * (IZR m2 + 1) + IZR m2) >= IZR m1 + IZR m2)).
Proof.
  intros m1 m2 R'1 R'2.
  pose proof (in_range _ R'1) as F'3.
  pose proof (in_range_positive _ F'3) as P'4.
  pose proof (in_range _ R'2) as F'5.
  pose proof (in_range_positive _ F'5) as P'6.
  remember (Rmax (2 * (IZR m1) / ((IZR m2) + 1)) (((IZR m1) / ((IZR m2) + 1) * ((IZR m2) + 1)) + (IZR m2))) as x'7 eqn:X'8.
  assert (P'9 : 0 < x'7).
  {
    assert (P'10 : 0 < (2 * (IZR m1) / ((IZR m2) + 1))) by (pos).
    assert (P'11 : 0 < (((IZR m1) / ((IZR m2) + 1) * ((IZR m2) + 1)) + (IZR m2))) by (pos).
    rewrite X'8; pos.
  }
  assert (D'12 : ((IZR m2) + 1) <> 0) by (apply positive_nonzero; pos).
  split; [ exact D'12 | ].
  assert (H'15 : (((2 * (IZR m1) / ((IZR m2) + 1)) >= (((IZR m1) / ((IZR m2) + 1)) + ((IZR m1) / ((IZR m2) + 1)))) /\ (((IZR m1) / ((IZR m2) + 1)) >= 0) /\ (((IZR m1) / ((IZR m2) + 1)) >= 0) /\ (x'7 >= ((IZR m1) + (IZR m2))) /\ (x'7 >= ((IZR m1) + (IZR m2)))) \/ ((0 < (((IZR m1) / ((IZR m2) + 1)) + ((IZR m1) / ((IZR m2) + 1))) - (2 * (IZR m1) / ((IZR m2) + 1))) \/ (0 < 0 - ((IZR m1) / ((IZR m2) + 1))) \/ (0 < 0 - ((IZR m1) / ((IZR m2) + 1))) \/ (0 < ((IZR m1) + (IZR m2)) - x'7) \/ (0 < ((IZR m1) + (IZR m2)) - x'7))).
  {
    pose proof (by_ge x'7 ((IZR m1) + (IZR m2))).
    pose proof (by_ge ((IZR m1) / ((IZR m2) + 1)) 0).
    pose proof (by_ge (2 * (IZR m1) / ((IZR m2) + 1)) (((IZR m1) / ((IZR m2) + 1)) + ((IZR m1) / ((IZR m2) + 1)))).
    tauto.
  }
  destruct H'15 as [ H'13 | L'14 ]; [ exact H'13 | exfalso ].
  destruct L'14 as [ L'16 | [ L'17 | [ L'18 | [ L'19 | L'20 ] ] ] ].
  {
    assert (F'21 : 0 < 0) by (refine (times_positive _ 1 0 L'16 _ _); [ pos | same ]).
    refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'21) _ _)); [ same | evident ].
  }
  {
    assert (F'22 : 0 <= ((- (IZR m1)) - 1)) by (refine (times_integer ((-1) * m1)%Z _ (((IZR m2) + 1)) ((- (IZR m1)) - 1) L'17 _ _ _); [ pos | integer | same ]).
    refine (False_ind _ (impossible ((1 * ((- (IZR m1)) - 1)) + (1 * ((IZR m1) - 1))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'22) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'3))) _ _)); [ same | evident ].
  }
  {
    assert (F'23 : 0 <= ((- (IZR m1)) - 1)) by (refine (times_integer ((-1) * m1)%Z _ (((IZR m2) + 1)) ((- (IZR m1)) - 1) L'18 _ _ _); [ pos | integer | same ]).
    refine (False_ind _ (impossible ((1 * ((- (IZR m1)) - 1)) + (1 * ((IZR m1) - 1))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'23) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'3))) _ _)); [ same | evident ].
  }
  {
    assert (E'26 : (x'7 = (2 * (IZR m1) / ((IZR m2) + 1)) /\ 0 <= (2 * (IZR m1) / ((IZR m2) + 1)) - (((IZR m1) / ((IZR m2) + 1) * ((IZR m2) + 1)) + (IZR m2))) \/ (x'7 = (((IZR m1) / ((IZR m2) + 1) * ((IZR m2) + 1)) + (IZR m2)) /\ 0 < (((IZR m1) / ((IZR m2) + 1) * ((IZR m2) + 1)) + (IZR m2)) - (2 * (IZR m1) / ((IZR m2) + 1))))
      by (rewrite X'8; exact (max_cases _ _)).
    clear X'8; destruct E'26 as [ [ -> L'24 ] | [ -> L'25 ] ].
    {
      assert (F'27 : 0 <= (((- (IZR m1)) * (IZR m2)) - ((IZR m2) ^ 2) + (IZR m1) - (IZR m2))) by (refine (times_nonnegative _ (((IZR m2) + 1)) (((- (IZR m1)) * (IZR m2)) - ((IZR m2) ^ 2) + (IZR m1) - (IZR m2)) L'24 _ _); [ pos | same ]).
      refine (False_ind _ (impossible ((1 * (((- (IZR m1)) * (IZR m2)) - ((IZR m2) ^ 2) + (IZR m1) - (IZR m2))) + (((1 * ((IZR m1) - 1)) * ((IZR m2) - 1)) + (((1 * ((IZR m2) - 1)) * ((IZR m2) - 1)) + (4 * ((IZR m2) - 1))))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'27) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'3)) (in_range_difference _ F'5)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'5)) (in_range_difference _ F'5)) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 4)) (in_range_difference _ F'5))))) _ _)); [ same | evident ].
    }
    {
      assert (F'28 : 0 < 0) by (refine (times_positive _ 1 0 L'19 _ _); [ pos | same ]).
      refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'28) _ _)); [ same | evident ].
    }
  }
  {
    assert (E'31 : (x'7 = (2 * (IZR m1) / ((IZR m2) + 1)) /\ 0 <= (2 * (IZR m1) / ((IZR m2) + 1)) - (((IZR m1) / ((IZR m2) + 1) * ((IZR m2) + 1)) + (IZR m2))) \/ (x'7 = (((IZR m1) / ((IZR m2) + 1) * ((IZR m2) + 1)) + (IZR m2)) /\ 0 < (((IZR m1) / ((IZR m2) + 1) * ((IZR m2) + 1)) + (IZR m2)) - (2 * (IZR m1) / ((IZR m2) + 1))))
      by (rewrite X'8; exact (max_cases _ _)).
    clear X'8; destruct E'31 as [ [ -> L'29 ] | [ -> L'30 ] ].
    {
      assert (F'32 : 0 <= (((- (IZR m1)) * (IZR m2)) - ((IZR m2) ^ 2) + (IZR m1) - (IZR m2))) by (refine (times_nonnegative _ (((IZR m2) + 1)) (((- (IZR m1)) * (IZR m2)) - ((IZR m2) ^ 2) + (IZR m1) - (IZR m2)) L'29 _ _); [ pos | same ]).
      refine (False_ind _ (impossible ((1 * (((- (IZR m1)) * (IZR m2)) - ((IZR m2) ^ 2) + (IZR m1) - (IZR m2))) + (((1 * ((IZR m1) - 1)) * ((IZR m2) - 1)) + (((1 * ((IZR m2) - 1)) * ((IZR m2) - 1)) + (4 * ((IZR m2) - 1))))) (-2) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'32) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'3)) (in_range_difference _ F'5)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'5)) (in_range_difference _ F'5)) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 4)) (in_range_difference _ F'5))))) _ _)); [ same | evident ].
    }
    {
      assert (F'33 : 0 < 0) by (refine (times_positive _ 1 0 L'20 _ _); [ pos | same ]).
      refine (False_ind _ (impossible_strict (1 * 0) 0 (Rmult_lt_0_compat _ _ (coefficient 1) F'33) _ _)); [ same | evident ].
    }
  }
Qed.

(* a >= m1 + m2 where a >= w + k, w >= 0, k >= 0, max(a, k + m2) >= m1 + m2, max(a, w + m2) >= m1 + m2, k = 0 *)
Theorem statement_theorem_2 :
  forall (m1 m2 : Z) (a k w : R),
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  a >= w + k ->
  w >= 0 ->
  k >= 0 ->
  Rmax a (k + IZR m2) >= IZR m1 + IZR m2 ->
  Rmax a (w + IZR m2) >= IZR m1 + IZR m2 ->
  k = 0 ->
  a >= IZR m1 + IZR m2.
Proof.
  intros m1 m2 a k w R'1 R'2 W'3 W'4 W'5 W'6 W'7 W'8.
  pose proof (in_range _ R'1) as F'9.
  pose proof (in_range_positive _ F'9) as P'10.
  pose proof (in_range _ R'2) as F'11.
  pose proof (in_range_positive _ F'11) as P'12.
  remember (Rmax a (k + (IZR m2))) as x'13 eqn:X'14.
  remember (Rmax a (w + (IZR m2))) as x'15 eqn:X'16.
  assert (N' : (0 <= a - (w + k))).
  {
    pose proof (by_ge a (w + k)).
    tauto.
  }
  clear W'3; rename N' into W'3.
  assert (N' : (0 <= w - 0)).
  {
    pose proof (by_ge w 0).
    tauto.
  }
  clear W'4; rename N' into W'4.
  assert (N' : (0 <= k - 0)).
  {
    pose proof (by_ge k 0).
    tauto.
  }
  clear W'5; rename N' into W'5.
  assert (N' : (0 <= x'13 - ((IZR m1) + (IZR m2)))).
  {
    pose proof (by_ge x'13 ((IZR m1) + (IZR m2))).
    tauto.
  }
  clear W'6; rename N' into W'6.
  assert (N' : (0 <= x'15 - ((IZR m1) + (IZR m2)))).
  {
    pose proof (by_ge x'15 ((IZR m1) + (IZR m2))).
    tauto.
  }
  clear W'7; rename N' into W'7.
  assert (N' : (k - 0 = 0)).
  {
    pose proof (by_eq k 0).
    tauto.
  }
  clear W'8; rename N' into W'8.
  assert (F'17 : 0 <= (- k)) by (refine (times_zero _ (- 1) (- k) W'8 _); same).
  assert (H'20 : (a >= ((IZR m1) + (IZR m2))) \/ (0 < ((IZR m1) + (IZR m2)) - a)).
  {
    pose proof (by_ge a ((IZR m1) + (IZR m2))).
    tauto.
  }
  destruct H'20 as [ H'18 | L'19 ]; [ exact H'18 | exfalso ].
  assert (F'21 : 0 < ((- a) + (IZR m1) + (IZR m2))) by (refine (times_positive _ 1 ((- a) + (IZR m1) + (IZR m2)) L'19 _ _); [ pos | same ]).
  assert (E'24 : (x'13 = a /\ 0 <= a - (k + (IZR m2))) \/ (x'13 = (k + (IZR m2)) /\ 0 < (k + (IZR m2)) - a))
    by (rewrite X'14; exact (max_cases _ _)).
  clear X'14; destruct E'24 as [ [ -> L'22 ] | [ -> L'23 ] ].
  {
    assert (F'25 : 0 <= (a - (IZR m1) - (IZR m2))) by (refine (times_nonnegative _ 1 (a - (IZR m1) - (IZR m2)) W'6 _ _); [ pos | same ]).
    refine (False_ind _ (impossible_strict ((1 * ((- a) + (IZR m1) + (IZR m2))) + (1 * (a - (IZR m1) - (IZR m2)))) 0 (strict_first _ _ (Rmult_lt_0_compat _ _ (coefficient 1) F'21) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'25)) _ _)); [ same | evident ].
  }
  {
    assert (F'26 : 0 <= (k - (IZR m1))) by (refine (times_nonnegative _ 1 (k - (IZR m1)) W'6 _ _); [ pos | same ]).
    refine (False_ind _ (impossible ((1 * ((IZR m1) - 1)) + ((1 * (k - (IZR m1))) + (1 * (- k)))) (-1) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'9)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'26) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'17))) _ _)); [ same | evident ].
  }
Qed.

Theorem conditions_met_theorem_2 :
  exists (m1 m2 : Z) (a k w : R),
  (1 <= m1)%Z /\
  (1 <= m2)%Z /\
  a >= w + k /\
  w >= 0 /\
  k >= 0 /\
  Rmax a (k + IZR m2) >= IZR m1 + IZR m2 /\
  Rmax a (w + IZR m2) >= IZR m1 + IZR m2 /\
  k = 0.
Proof.
  exists (1)%Z. exists (1)%Z. exists 2. exists 0. exists 0.
  assert (R'1 : (1 <= 1)%Z) by (lia).
  assert (R'2 : (1 <= 1)%Z) by (lia).
  assert (V'3 : 2 >= (0 + 0)) by (lra).
  assert (V'4 : 0 >= 0) by (lra).
  assert (E'5 : (Rmax 2 (0 + 1)) = 2) by (extremum_cases; lra).
  assert (V'6 : (Rmax 2 (0 + 1)) >= (1 + 1)) by (rewrite ?E'5; lra).
  assert (V'7 : 0 = 0) by (rewrite ?E'5; lra).
  tauto.
Qed.

