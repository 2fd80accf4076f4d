(* Orders. `like f l` says that f is, up to constant factors, the sum of the terms t^a * log(t)^b with (a, b) in l. *)

Definition term (p : R * R) x := Rpower (t x) (fst p) * Rpower (ln (t x)) (snd p).
Fixpoint sum (l : list (R * R)) x := match l with nil => 0 | p :: rest => term p x + sum rest x end.
Definition like f l :=
  exists c C, 0 < c /\ 0 < C /\ near (fun x => c * sum l x <= f x <= C * sum l x).
Definition below_or_equal p q := fst p < fst q \/ fst p = fst q /\ snd p <= snd q.
Definition strictly_below p q := fst p < fst q \/ fst p = fst q /\ snd p < snd q.

Lemma term_positive p x : 0 < term p x.
Proof. apply Rmult_lt_0_compat; apply exp_pos. Qed.
Lemma sum_nonnegative l x : 0 <= sum l x.
Proof. induction l; simpl; [ lra | pose proof (term_positive a x); lra ]. Qed.
Lemma sum_positive p l x : 0 < sum (p :: l) x.
Proof. simpl. pose proof (term_positive p x). pose proof (sum_nonnegative l x). lra. Qed.
Lemma sum_append l k x : sum (l ++ k) x = sum l x + sum k x.
Proof. induction l; simpl; lra. Qed.
Definition times p q : R * R := (fst p + fst q, snd p + snd q).
Definition products l k := flat_map (fun p => map (times p) k) l.
Lemma sum_scaled p k x : sum (map (times p) k) x = term p x * sum k x.
Proof.
  induction k as [ | q k I ]; simpl; [ lra | ].
  rewrite I. unfold term, times; simpl. rewrite !Rpower_plus. ring.
Qed.
Lemma sum_products l k x : sum (products l k) x = sum l x * sum k x.
Proof.
  unfold products. induction l as [ | p l I ]; simpl; [ lra | ].
  rewrite sum_append, I, sum_scaled. ring.
Qed.

Lemma log_grows K : near (fun x => K < ln (t x)).
Proof.
  apply (near_mono _ _ (near_large (exp K))). intros x H.
  rewrite <- (ln_exp K). apply ln_increasing; [ apply exp_pos | exact H ].
Qed.
Lemma log_log_grows K : near (fun x => K < ln (ln (t x))).
Proof.
  apply (near_mono _ _ (log_grows (exp K))). intros x H.
  rewrite <- (ln_exp K). apply ln_increasing; [ apply exp_pos | exact H ].
Qed.
Lemma term_by_exp p x : term p x = exp (fst p * ln (t x) + snd p * ln (ln (t x))).
Proof. unfold term, Rpower. symmetry. apply exp_plus. Qed.
Lemma term_small p q : strictly_below p q -> forall c, 0 < c -> near (fun x => term p x <= c * term q x).
Proof.
  destruct p as [ a b ], q as [ a' b' ]. unfold strictly_below; simpl. intros D c P.
  assert (M : forall A B, A <= ln c + B -> exp A <= c * exp B).
  { intros A B [ L | E ]; rewrite <- (exp_ln c P) at 1; rewrite <- exp_plus;
      [ left; apply exp_increasing; exact L | right; rewrite E; reflexivity ]. }
  destruct D as [ D | [ E D ] ].
  - pose (d := a' - a). pose (m := Rabs (b - b') + 1). pose (h := d / (2 * m)).
    assert (D0 : 0 < d) by (unfold d; lra).
    assert (M0 : 0 < m) by (unfold m; pose proof (Rabs_pos (b - b')); lra).
    assert (H0 : 0 < h) by (apply Rdiv_lt_0_compat; lra).
    assert (HM : m * h = d / 2) by (unfold h; field; lra).
    pose (K := Rmax 1 (2 * (m * Rabs (ln h) - ln c) / d)).
    apply (near_mono _ _ (near_and _ _ (log_grows K) (log_log_grows 0))). intros x [ L LL ].
    rewrite !term_by_exp; simpl. apply M.
    set (u := ln (t x)) in *.
    assert (U0 : 1 < u) by (pose proof (Rmax_l 1 (2 * (m * Rabs (ln h) - ln c) / d)) as H; fold K in H; lra).
    assert (U1 : 2 * (m * Rabs (ln h) - ln c) <= d * u).
    { pose proof (Rmax_r 1 (2 * (m * Rabs (ln h) - ln c) / d)) as H; fold K in H.
      apply (Rmult_le_reg_r (/ d)); [ apply Rinv_0_lt_compat; exact D0 | ].
      replace (d * u * / d) with u by (field; lra). unfold Rdiv in H. lra. }
    assert (B1 : (b - b') * ln u <= m * ln u).
    { apply Rmult_le_compat_r; [ lra | ]. unfold m. pose proof (Rle_abs (b - b')). lra. }
    assert (B2 : m * ln u <= m * (h * u - ln h)).
    { apply Rmult_le_compat_l; [ lra | ]. apply log_line; lra. }
    assert (B3 : m * - ln h <= m * Rabs (ln h)).
    { apply Rmult_le_compat_l; [ lra | ]. rewrite <- Rabs_Ropp. apply Rle_abs. }
    assert (B4 : m * (h * u - ln h) = d / 2 * u + m * - ln h) by (rewrite <- HM; ring).
    assert (B5 : a * u = a' * u - d * u) by (unfold d; ring). lra.
  - pose (d := b' - b). assert (D0 : 0 < d) by (unfold d; lra).
    apply (near_mono _ _ (log_log_grows (- ln c / d))). intros x L.
    rewrite !term_by_exp; simpl. apply M. set (v := ln (ln (t x))) in *.
    assert (V : - ln c <= d * v).
    { apply (Rmult_le_reg_r (/ d)); [ apply Rinv_0_lt_compat; exact D0 | ].
      replace (d * v * / d) with v by (field; lra). unfold Rdiv in L. lra. }
    assert (B : b * v = b' * v - d * v) by (unfold d; ring). rewrite E. lra.
Qed.
Lemma term_below p q : below_or_equal p q -> near (fun x => term p x <= 1 * term q x).
Proof.
  intros [ H | [ E [ H | F ] ] ].
  - apply term_small; [ left; exact H | lra ].
  - apply term_small; [ right; split; assumption | lra ].
  - assert (p = q) as -> by (destruct p, q; simpl in *; congruence).
    apply (near_mono _ _ (near_large 0)). intros; lra.
Qed.

Definition every (rel : R * R -> R * R -> Prop) l k := forall p, In p l -> exists q, In q k /\ rel p q.
Lemma term_in p l x : In p l -> term p x <= sum l x.
Proof.
  induction l as [ | q l I ]; simpl; [ tauto | ].
  intros [ -> | H ]; [ pose proof (sum_nonnegative l x) | pose proof (term_positive q x); specialize (I H) ]; lra.
Qed.
Lemma sum_dominated (rel : R * R -> R * R -> Prop) c l k :
  0 < c -> (forall p q, rel p q -> near (fun x => term p x <= c * term q x)) -> every rel l k ->
  near (fun x => sum l x <= INR (length l) * c * sum k x).
Proof.
  intros P T. induction l as [ | p l I ]; intro H.
  - apply (near_mono _ _ (near_large 0)). intros; simpl; lra.
  - destruct (H p (or_introl eq_refl)) as (q & Q & B).
    assert (J : every rel l k) by (intros r K; apply H; right; exact K).
    apply (near_mono _ _ (near_and _ _ (T p q B) (I J))). intros x [ U V ].
    change (length (p :: l)) with (S (length l)). rewrite S_INR. cbn [sum].
    assert (c * term q x <= c * sum k x) by (apply Rmult_le_compat_l; [ lra | apply term_in; exact Q ]). lra.
Qed.

Definition big_O (f g : R -> R) := exists C, 0 < C /\ near (fun x => f x <= C * g x).
Definition small_o (f g : R -> R) := forall c, 0 < c -> near (fun x => f x <= c * g x).
Lemma counted (l : list (R * R)) : 0 < INR (length l) + 1.
Proof. pose proof (pos_INR (length l)); lra. Qed.
Lemma big_O_of_terms f g l k : like f l -> like g k -> every below_or_equal l k -> big_O f g.
Proof.
  intros (c & C & _ & P & F) (c' & C' & P' & _ & G) E.
  pose proof (counted l) as N.
  exists (C * (INR (length l) + 1) * / c'). split.
  - repeat apply Rmult_lt_0_compat; try assumption. apply Rinv_0_lt_compat; exact P'.
  - pose proof (sum_dominated _ 1 l k Rlt_0_1 term_below E) as D.
    apply (near_mono _ _ (near_and _ _ (near_and _ _ F G) D)). intros x [ [ [ _ A ] [ B _ ] ] H ].
    apply (Rle_trans _ _ _ A). rewrite !Rmult_assoc. apply Rmult_le_compat_l; [ lra | ].
    apply (Rle_trans _ _ _ H). pose proof (sum_nonnegative k x) as S0.
    apply (Rle_trans _ ((INR (length l) + 1) * sum k x)); [ lra | ].
    apply Rmult_le_compat_l; [ lra | ].
    apply (Rmult_le_reg_l c'); [ exact P' | ]. replace (c' * (/ c' * g x)) with (g x) by (field; lra). exact B.
Qed.
Lemma small_o_of_terms f g l k : like f l -> like g k -> every strictly_below l k -> small_o f g.
Proof.
  intros (c & C & _ & P & F) (c' & C' & P' & _ & G) E d D0.
  pose proof (counted l) as N. pose (e := d * c' / (C * (INR (length l) + 1))).
  assert (E0 : 0 < e) by (unfold e; apply Rdiv_lt_0_compat; apply Rmult_lt_0_compat; assumption).
  pose proof (sum_dominated _ e l k E0 (fun p q H => term_small p q H e E0) E) as D.
  apply (near_mono _ _ (near_and _ _ (near_and _ _ F G) D)). intros x [ [ [ _ A ] [ B _ ] ] H ].
  apply (Rle_trans _ _ _ A). pose proof (sum_nonnegative k x) as S0.
  assert (I : sum l x <= (INR (length l) + 1) * e * sum k x).
  { apply (Rle_trans _ _ _ H). apply Rmult_le_compat_r; [ exact S0 | ].
    apply Rmult_le_compat_r; lra. }
  apply (Rle_trans _ (C * ((INR (length l) + 1) * e * sum k x))); [ apply Rmult_le_compat_l; lra | ].
  replace (C * ((INR (length l) + 1) * e * sum k x)) with (d * (c' * sum k x)) by (unfold e; field; lra).
  apply Rmult_le_compat_l; lra.
Qed.
Lemma not_both f g p l : like f (p :: l) -> small_o f g -> big_O g f -> False.
Proof.
  intros (c & c1 & P & _ & F) S (C & P' & G).
  assert (H0 : 0 < / (2 * C)) by (apply Rinv_0_lt_compat; lra).
  destruct (near_somewhere _ (near_and _ _ F (near_and _ _ (S _ H0) G))) as (x & [ A _ ] & B & D).
  assert (0 < c * sum (p :: l) x) by (apply Rmult_lt_0_compat; [ exact P | apply sum_positive ]).
  assert (/ (2 * C) * g x <= / (2 * C) * (C * f x)) by (apply Rmult_le_compat_l; lra).
  replace (/ (2 * C) * (C * f x)) with (f x / 2) in * by (field; lra). lra.
Qed.

Lemma like_equal f g l : like f l -> near (fun x => f x = g x) -> like g l.
Proof.
  intros (c & C & P & Q & H) E. exists c, C. repeat split; try assumption.
  apply (near_mono _ _ (near_and _ _ H E)). intros x [ A B ]. rewrite <- B. exact A.
Qed.
Lemma like_exactly f l : near (fun x => f x = sum l x) -> like f l.
Proof.
  intro H. exists 1, 1. split; [ lra | ]. split; [ lra | ].
  apply (near_mono _ _ H). intros x ->. lra.
Qed.
Lemma power_zero x : Rpower x 0 = 1.
Proof. unfold Rpower. rewrite Rmult_0_l. apply exp_0. Qed.
Lemma like_constant c : 0 < c -> like (fun _ => c) ((0, 0) :: nil).
Proof.
  intro P. exists c, c. repeat split; try assumption.
  apply (near_mono _ _ (near_large 0)). intros x _. unfold sum, term; simpl. rewrite !power_zero. lra.
Qed.
Lemma like_log : like (fun x => ln (t x)) ((0, 1) :: nil).
Proof.
  apply like_exactly. apply (near_mono _ _ (log_grows 0)). intros x H.
  unfold sum, term; simpl. rewrite power_zero, Rpower_1 by exact H. lra.
Qed.
Lemma like_plus f g l k : like f l -> like g k -> like (fun x => f x + g x) (l ++ k).
Proof.
  intros (c & C & P & Q & F) (d & D & P' & Q' & G). exists (Rmin c d), (Rmax C D).
  split; [ apply Rmin_glb_lt; assumption | ].
  split; [ apply (Rlt_le_trans _ C); [ assumption | apply Rmax_l ] | ].
  apply (near_mono _ _ (near_and _ _ F G)). intros x [ [ A B ] [ A' B' ] ]. rewrite sum_append.
  pose proof (sum_nonnegative l x). pose proof (sum_nonnegative k x).
  pose proof (Rmult_le_compat_r (sum l x) _ _ H (Rmin_l c d)).
  pose proof (Rmult_le_compat_r (sum k x) _ _ H0 (Rmin_r c d)).
  pose proof (Rmult_le_compat_r (sum l x) _ _ H (Rmax_l C D)).
  pose proof (Rmult_le_compat_r (sum k x) _ _ H0 (Rmax_r C D)). lra.
Qed.
Lemma like_nonnegative f l : like f l -> near (fun x => 0 <= f x).
Proof.
  intros (c & c1 & P & _ & F). apply (near_mono _ _ F). intros x [ A _ ].
  pose proof (Rmult_le_pos c (sum l x)). pose proof (sum_nonnegative l x). lra.
Qed.
Lemma like_max f g l k : like f l -> like g k -> like (fun x => Rmax (f x) (g x)) (l ++ k).
Proof.
  intros F G. destruct (like_plus f g l k F G) as (c & C & P & Q & H).
  exists (c / 2), C. split; [ lra | ]. split; [ exact Q | ].
  apply (near_mono _ _ (near_and _ _ H (near_and _ _ (like_nonnegative _ _ F) (like_nonnegative _ _ G)))).
  intros x ([ A B ] & F0 & G0). split.
  - pose proof (Rmax_l (f x) (g x)). pose proof (Rmax_r (f x) (g x)). lra.
  - apply Rmax_lub; lra.
Qed.
Lemma like_times f g l k : like f l -> like g k -> like (fun x => f x * g x) (products l k).
Proof.
  intros (c & C & P & Q & F) (d & D & P' & Q' & G). exists (c * d), (C * D).
  split; [ apply Rmult_lt_0_compat; assumption | ]. split; [ apply Rmult_lt_0_compat; assumption | ].
  apply (near_mono _ _ (near_and _ _ F G)). intros x [ [ A B ] [ A' B' ] ]. rewrite sum_products.
  pose proof (Rmult_le_pos c _ (Rlt_le _ _ P) (sum_nonnegative l x)).
  pose proof (Rmult_le_pos d _ (Rlt_le _ _ P') (sum_nonnegative k x)). split.
  - replace (c * d * (sum l x * sum k x)) with ((c * sum l x) * (d * sum k x)) by ring.
    apply Rmult_le_compat; assumption.
  - replace (C * D * (sum l x * sum k x)) with ((C * sum l x) * (D * sum k x)) by ring.
    apply Rmult_le_compat; lra.
Qed.
Lemma like_same_terms f l k :
  like f l -> every below_or_equal l k -> every below_or_equal k l -> like f k.
Proof.
  intros (c & C & P & Q & F) I J. pose proof (counted l) as N. pose proof (counted k) as M.
  exists (c * / (INR (length k) + 1)), (C * (INR (length l) + 1)).
  split; [ apply Rmult_lt_0_compat; [ assumption | apply Rinv_0_lt_compat; assumption ] | ].
  split; [ apply Rmult_lt_0_compat; assumption | ].
  pose proof (sum_dominated _ 1 _ _ Rlt_0_1 term_below I) as D.
  pose proof (sum_dominated _ 1 _ _ Rlt_0_1 term_below J) as E.
  apply (near_mono _ _ (near_and _ _ F (near_and _ _ D E))). intros x ([ A B ] & U & V).
  pose proof (sum_nonnegative l x). pose proof (sum_nonnegative k x). split.
  - apply (Rle_trans _ (c * sum l x)); [ | exact A ].
    rewrite Rmult_assoc. apply Rmult_le_compat_l; [ lra | ].
    apply (Rmult_le_reg_l (INR (length k) + 1)); [ exact M | ].
    replace ((INR (length k) + 1) * (/ (INR (length k) + 1) * sum k x)) with (sum k x) by (field; lra). lra.
  - apply (Rle_trans _ (C * sum l x)); [ exact B | ].
    rewrite Rmult_assoc. apply Rmult_le_compat_l; lra.
Qed.

Lemma power_between c C y : 0 < c -> 0 < C -> exists d D, 0 < d /\ 0 < D /\
  forall f s, 0 < s -> c * s <= f <= C * s -> d * Rpower s y <= Rpower f y <= D * Rpower s y.
Proof.
  intros P Q. pose (m := Rabs y * (Rabs (ln c) + Rabs (ln C))).
  exists (exp (- m)), (exp m). split; [ apply exp_pos | ]. split; [ apply exp_pos | ].
  intros f s S0 [ A B ]. assert (CS : 0 < c * s) by (apply Rmult_lt_0_compat; assumption).
  assert (L : ln c + ln s <= ln f) by
    (rewrite <- ln_mult by assumption; destruct A as [ A | A ];
      [ left; apply ln_increasing; assumption | right; rewrite A; reflexivity ]).
  assert (U : ln f <= ln C + ln s) by
    (rewrite <- ln_mult by assumption; destruct B as [ B | B ];
      [ left; apply ln_increasing; lra | right; rewrite B; reflexivity ]).
  assert (K : Rabs (y * (ln f - ln s)) <= m).
  { rewrite Rabs_mult. apply Rmult_le_compat_l; [ apply Rabs_pos | ]. apply Rabs_le.
    pose proof (Rle_abs (ln C)). pose proof (Rabs_pos (ln c)). pose proof (Rabs_pos (ln C)).
    pose proof (Rle_abs (- ln c)) as N. rewrite Rabs_Ropp in N. lra. }
  pose proof (Rle_abs (y * (ln f - ln s))). pose proof (Rle_abs (- (y * (ln f - ln s)))) as N.
  rewrite Rabs_Ropp in N. unfold Rpower. rewrite <- !exp_plus. split; apply exp_le; lra.
Qed.
Definition scaled (y : R) (p : R * R) : R * R := (fst p * y, snd p * y).
Lemma term_power p y x : 0 < t x -> 0 < ln (t x) -> Rpower (term p x) y = term (scaled y p) x.
Proof.
  intros T L. unfold term, scaled; simpl. rewrite <- Rpower_mult_distr by apply exp_pos.
  rewrite !Rpower_mult. reflexivity.
Qed.
Lemma like_power f y p : like f (p :: nil) -> like (fun x => Rpower (f x) y) (scaled y p :: nil).
Proof.
  intros (c & C & P & Q & F). destruct (power_between c C y P Q) as (d & D & P' & Q' & B).
  exists d, D. split; [ exact P' | ]. split; [ exact Q' | ].
  apply (near_mono _ _ (near_and _ _ F (near_and _ _ (near_large 0) (log_grows 0)))). intros x (A & T & L).
  simpl in *. rewrite Rplus_0_r in *. rewrite <- term_power by assumption.
  apply B; [ apply term_positive | exact A ].
Qed.
Lemma like_inverse f p : like f (p :: nil) -> like (fun x => / f x) (scaled (-1) p :: nil).
Proof.
  intro F. apply (like_equal (fun x => Rpower (f x) (-1))); [ apply like_power; exact F | ].
  destruct F as (c & C & P & Q & F). apply (near_mono _ _ F). intros x [ A _ ].
  assert (0 < f x) by (pose proof (Rmult_lt_0_compat c _ P (sum_positive p nil x)); lra).
  replace (-1) with (- (1)) by ring. rewrite Rpower_Ropp, Rpower_1 by assumption. reflexivity.
Qed.
Fixpoint repeated n l := match n with O => (0, 0) :: nil | S m => products l (repeated m l) end.
Lemma like_repeated f l n : like f l -> like (fun x => f x ^ n) (repeated n l).
Proof.
  intro F. induction n as [ | n I ]; simpl; [ apply like_constant; lra | apply like_times; assumption ].
Qed.
Lemma like_natural_power f p l n y :
  y = INR n -> like f (p :: l) -> like (fun x => Rpower (f x) y) (repeated n (p :: l)).
Proof.
  intros -> F. apply (like_equal (fun x => f x ^ n)); [ apply like_repeated; exact F | ].
  destruct F as (c & C & P & Q & F). apply (near_mono _ _ F). intros x [ A _ ].
  symmetry. apply Rpower_pow. pose proof (Rmult_lt_0_compat c _ P (sum_positive p l x)); lra.
Qed.
Lemma power_monotone a b y : 0 <= y -> 0 < a -> a <= b -> Rpower a y <= Rpower b y.
Proof. intros. apply Rle_Rpower_l; [ assumption | split; assumption ]. Qed.
Lemma largest p l x : exists q, In q (p :: l) /\ sum (p :: l) x <= INR (length (p :: l)) * term q x.
Proof.
  revert p. induction l as [ | r l I ]; intro p.
  - exists p. simpl. split; [ tauto | lra ].
  - destruct (I r) as (q & H & K). change (sum (p :: r :: l) x) with (term p x + sum (r :: l) x).
    change (length (p :: r :: l)) with (S (length (r :: l))). rewrite S_INR.
    pose proof (pos_INR (length (r :: l))) as N.
    destruct (Rle_or_lt (term p x) (term q x)).
    + exists q. split; [ right; exact H | lra ].
    + exists p. split; [ left; reflexivity | ].
      assert (INR (length (r :: l)) * term q x <= INR (length (r :: l)) * term p x)
        by (apply Rmult_le_compat_l; lra). lra.
Qed.
Lemma like_power_of_sum f y p l :
  0 <= y -> like f (p :: l) -> like (fun x => Rpower (f x) y) (map (scaled y) (p :: l)).
Proof.
  intros Y (c & C & P & Q & F). destruct (power_between c C y P Q) as (d & D & P' & Q' & B).
  set (k := p :: l) in *. pose (n := INR (length k)).
  assert (N : 0 < n) by (unfold n, k; change (length (p :: l)) with (S (length l)); rewrite S_INR;
    pose proof (pos_INR (length l)); lra).
  assert (N' : 0 < Rpower n y) by apply exp_pos.
  exists (d * / n), (D * Rpower n y).
  split; [ apply Rmult_lt_0_compat; [ assumption | apply Rinv_0_lt_compat; assumption ] | ].
  split; [ apply Rmult_lt_0_compat; assumption | ].
  apply (near_mono _ _ (near_and _ _ F (near_and _ _ (near_large 0) (log_grows 0)))). intros x (A & T & L).
  pose proof (sum_positive p l x) as S0. fold k in S0.
  destruct (B (f x) (sum k x) S0 A) as [ B1 B2 ].
  assert (U : sum (map (scaled y) k) x <= n * Rpower (sum k x) y).
  { assert (G : forall j, (forall q, In q j -> In q k) ->
      sum (map (scaled y) j) x <= INR (length j) * Rpower (sum k x) y).
    { induction j as [ | q j I ]; intro J; [ simpl; lra | ].
      change (length (q :: j)) with (S (length j)). rewrite S_INR. cbn [map sum].
      rewrite <- term_power by assumption.
      assert (Rpower (term q x) y <= Rpower (sum k x) y) by
        (apply power_monotone; [ exact Y | apply term_positive | apply term_in, J; left; reflexivity ]).
      assert (sum (map (scaled y) j) x <= INR (length j) * Rpower (sum k x) y)
        by (apply I; intros r R; apply J; right; exact R). lra. }
    apply G; auto. }
  assert (V : Rpower (sum k x) y <= Rpower n y * sum (map (scaled y) k) x).
  { destruct (largest p l x) as (q & I & J). fold k in I, J. fold n in J.
    apply (Rle_trans _ (Rpower (n * term q x) y)); [ apply power_monotone; assumption | ].
    rewrite <- Rpower_mult_distr by (assumption || apply term_positive).
    rewrite term_power by assumption. apply Rmult_le_compat_l; [ lra | ].
    apply term_in. apply in_map. exact I. }
  split.
  - apply (Rle_trans _ (d * Rpower (sum k x) y)); [ | exact B1 ].
    rewrite Rmult_assoc. apply Rmult_le_compat_l; [ lra | ].
    apply (Rmult_le_reg_l n); [ exact N | ].
    replace (n * (/ n * sum (map (scaled y) k) x)) with (sum (map (scaled y) k) x) by (field; lra). exact U.
  - apply (Rle_trans _ _ _ B2). rewrite Rmult_assoc. apply Rmult_le_compat_l; [ lra | exact V ].
Qed.

Lemma not_below a b c d : ~ below_or_equal (a, b) (c, d) -> 0 <= a - c.
Proof. unfold below_or_equal; simpl. intro H. apply Rnot_lt_le. intro K. apply H. left. lra. Qed.
Lemma not_below_above a b c d : b <= d -> ~ below_or_equal (a, b) (c, d) -> 0 < a - c.
Proof. unfold below_or_equal; simpl. intros L H. apply Rnot_le_lt. intro K. apply H. lra. Qed.
Lemma not_strictly a b c d : ~ strictly_below (a, b) (c, d) -> 0 <= a - c.
Proof. unfold strictly_below; simpl. intro H. apply Rnot_lt_le. intro K. apply H. left. lra. Qed.
Lemma not_strictly_above a b c d : b < d -> ~ strictly_below (a, b) (c, d) -> 0 < a - c.
Proof. unfold strictly_below; simpl. intros L H. apply Rnot_le_lt. intro K. apply H. lra. Qed.
Lemma tie a b c d : ~ below_or_equal (a, b) (c, d) -> 0 < a - c \/ a - c = 0 /\ 0 < b - d.
Proof.
  unfold below_or_equal; simpl. intro H. destruct (Rtotal_order a c) as [ K | [ K | K ] ]; [ lra | right | left; lra ].
  split; [ lra | ]. apply Rnot_le_lt. intro L. apply H. lra.
Qed.
Lemma strict_tie a b c d : ~ strictly_below (a, b) (c, d) -> 0 < a - c \/ a - c = 0 /\ 0 <= b - d.
Proof.
  unfold strictly_below; simpl. intro H. destruct (Rtotal_order a c) as [ K | [ K | K ] ]; [ lra | right | left; lra ].
  split; [ lra | ]. apply Rnot_lt_le. intro L. apply H. lra.
Qed.
Lemma every_nil rel k : every rel nil k.
Proof. intros p []. Qed.
Lemma every_cons (rel : R * R -> R * R -> Prop) p l k :
  (exists q, In q k /\ rel p q) -> every rel l k -> every rel (p :: l) k.
Proof. intros H E q [ <- | I ]; [ exact H | apply E; exact I ]. Qed.
Lemma equal_terms a b c d : a = c -> b = d -> below_or_equal (a, b) (c, d).
Proof. intros -> ->. right. simpl. lra. Qed.
Lemma like_terms f l k : like f l -> l = k -> like f k.
Proof. intros H <-. exact H. Qed.
Ltac computed :=
  cbv [repeated products times scaled flat_map map app fst snd];
  repeat match goal with
  | |- cons _ _ = cons _ _ => apply f_equal2
  | |- (_, _) = (_, _) => apply f_equal2
  end; first [ reflexivity | same ].
Lemma below_or_not p q : below_or_equal p q \/ ~ below_or_equal p q.
Proof.
  unfold below_or_equal. destruct (Rtotal_order (fst p) (fst q)) as [ K | [ K | K ] ];
    [ left; left; exact K | destruct (Rle_or_lt (snd p) (snd q)) | right; lra ];
    [ left; right; split; assumption | right; lra ].
Qed.
Lemma strictly_or_not p q : strictly_below p q \/ ~ strictly_below p q.
Proof.
  unfold strictly_below. destruct (Rtotal_order (fst p) (fst q)) as [ K | [ K | K ] ];
    [ left; left; exact K | destruct (Rle_or_lt (snd q) (snd p)) | right; lra ];
    [ right; lra | left; right; split; assumption ].
Qed.
