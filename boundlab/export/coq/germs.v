(* Growth. `germ f l r` says that f is the sum of k * exp e over (k, e) in l, up to O(exp e) with r = Some e, exactly with
   r = None. The functions k are bounded; the exponents e are compared, never their exponentials. *)
Fixpoint ilog n x := match n with O => t x | S m => ln (ilog m x) end.
Definition grows (e : R -> R) := forall K, near (fun x => K <= e x).
Definition below (e d : R -> R) := exists K, near (fun x => e x <= d x + K).
Definition far (e d : R -> R) := forall K, near (fun x => e x + K <= d x).
Definition small (f g : R -> R) := forall c, 0 < c -> near (fun x => Rabs (f x) <= c * g x).
Definition bounded (f : R -> R) := exists C, 0 < C /\ near (fun x => Rabs (f x) <= C).
Definition away (f : R -> R) := exists c, 0 < c /\ near (fun x => c <= f x).
Definition between (f e : R -> R) :=
  exists c C, 0 < c /\ 0 < C /\ near (fun x => c * exp (e x) <= f x <= C * exp (e x)).
Definition within (f : R -> R) (r : option (R -> R)) :=
  match r with
  | None => near (fun x => f x = 0)
  | Some e => exists C, 0 < C /\ near (fun x => Rabs (f x) <= C * exp (e x))
  end.
Fixpoint total (l : list ((R -> R) * (R -> R))) x :=
  match l with nil => 0 | (k, e) :: l => k x * exp (e x) + total l x end.
Definition germ f l r := within (fun x => f x - total l x) r.

Lemma named (f : R -> R) : exists e : R -> R, forall x, e x = f x.
Proof. exists f. reflexivity. Qed.
Lemma ilog_grows n : grows (ilog n).
Proof.
  induction n as [ | n I ]; intro K.
  - apply (near_mono _ _ (near_large K)). simpl. intros. lra.
  - apply (near_mono _ _ (I (exp K))). intros x H. simpl. rewrite <- (ln_exp K).
    destruct H as [ H | <- ]; [ left; apply ln_increasing; [ apply exp_pos | exact H ] | right; reflexivity ].
Qed.
Lemma ilog_exp n : near (fun x => ilog n x = exp (ilog (S n) x)).
Proof.
  apply (near_mono _ _ (ilog_grows n 1)). intros x H. simpl. rewrite exp_ln by lra. reflexivity.
Qed.

(* Sums of constants times functions that grow, the fastest first. *)
Lemma grows_lead c a b : 0 < c -> grows a -> small b a -> grows (fun x => c * a x + b x).
Proof.
  intros P A B K. assert (H : 0 < c / 2) by lra.
  apply (near_mono _ _ (near_and _ _ (A (Rabs K * / (c / 2))) (B _ H))). intros x [ U V ].
  assert (W : c / 2 * (Rabs K * / (c / 2)) <= c / 2 * a x) by (apply Rmult_le_compat_l; lra).
  replace (c / 2 * (Rabs K * / (c / 2))) with (Rabs K) in W by (field; lra).
  pose proof (Rle_abs K). pose proof (Rle_abs (- b x)) as N. rewrite Rabs_Ropp in N. lra.
Qed.
Lemma grows_only c a : 0 < c -> grows a -> grows (fun x => c * a x + 0).
Proof.
  intros P A. apply grows_lead; [ exact P | exact A | ]. intros c' P'.
  apply (near_mono _ _ (A 0)). intros x H. rewrite Rabs_R0. apply Rmult_le_pos; lra.
Qed.
Lemma small_zero a : grows a -> small (fun _ => 0) a.
Proof.
  intros A c P. apply (near_mono _ _ (A 0)). intros x H. rewrite Rabs_R0. apply Rmult_le_pos; lra.
Qed.
Lemma small_plus c f g a : small f a -> small g a -> small (fun x => c * f x + g x) a.
Proof.
  intros F G d D. assert (M : 0 < Rabs c + 1) by (pose proof (Rabs_pos c); lra).
  assert (H : 0 < d / 2 * / (Rabs c + 1)) by (apply Rmult_lt_0_compat; [ lra | apply Rinv_0_lt_compat; exact M ]).
  assert (H2 : 0 < d / 2) by lra.
  apply (near_mono _ _ (near_and _ _ (F _ H) (G _ H2))). intros x [ U V ].
  assert (W : Rabs (c * f x) <= d / 2 * a x).
  { rewrite Rabs_mult. apply (Rle_trans _ ((Rabs c + 1) * Rabs (f x))).
    - apply Rmult_le_compat_r; [ apply Rabs_pos | lra ].
    - apply (Rmult_le_compat_l (Rabs c + 1)) in U; [ | lra ].
      replace ((Rabs c + 1) * (d / 2 * / (Rabs c + 1) * a x)) with (d / 2 * a x) in U by (field; lra). exact U. }
  pose proof (Rabs_triang (c * f x) (g x)). lra.
Qed.
Lemma far_by g e d : grows g -> (forall x, d x - e x = g x) -> far e d.
Proof. intros G E K. apply (near_mono _ _ (G K)). intros x H. rewrite <- E in H. lra. Qed.
Lemma far_below e d : far e d -> below e d.
Proof. intro F. exists 0. apply (near_mono _ _ (F 0)). intros x H. lra. Qed.
Lemma below_same e d : (forall x, e x = d x) -> below e d.
Proof. intro E. exists 0. apply near_always. intro x. rewrite E. lra. Qed.
Lemma small_exp e d : far e d -> small (fun x => exp (e x)) (fun x => exp (d x)).
Proof.
  intros F c P. apply (near_mono _ _ (F (- ln c))). intros x H.
  rewrite Rabs_pos_eq by (left; apply exp_pos). rewrite <- (exp_ln c P) at 1. rewrite <- exp_plus.
  apply exp_le. lra.
Qed.
Lemma small_equal f f' g g' :
  near (fun x => f x = f' x) -> near (fun x => g x = g' x) -> small f' g' -> small f g.
Proof.
  intros F G S c P. apply (near_mono _ _ (near_and _ _ (near_and _ _ F G) (S c P))).
  intros x [ [ -> -> ] H ]. exact H.
Qed.
Lemma same_function (f : R -> R) : near (fun x => f x = f x).
Proof. apply near_always. reflexivity. Qed.
Lemma grows_exp e : grows e -> grows (fun x => exp (e x)).
Proof.
  intros G K. apply (near_mono _ _ (G K)). intros x H. pose proof (exp_ineq1_le (e x)). lra.
Qed.

(* Coefficients. *)
Lemma bounded_constant c : bounded (fun _ => c).
Proof. exists (Rabs c + 1). pose proof (Rabs_pos c). split; [ lra | apply near_always; intros; lra ]. Qed.
Lemma away_constant c : 0 < c -> away (fun _ => c).
Proof. intro P. exists c. split; [ exact P | apply near_always; intros; lra ]. Qed.
Lemma bounded_times f g : bounded f -> bounded g -> bounded (fun x => f x * g x).
Proof.
  intros (C & P & F) (D & Q & G). exists (C * D). split; [ apply Rmult_lt_0_compat; assumption | ].
  apply (near_mono _ _ (near_and _ _ F G)). intros x [ U V ]. rewrite Rabs_mult.
  apply Rmult_le_compat; auto using Rabs_pos.
Qed.
Lemma bounded_plus f g : bounded f -> bounded g -> bounded (fun x => f x + g x).
Proof.
  intros (C & P & F) (D & Q & G). exists (C + D). split; [ lra | ].
  apply (near_mono _ _ (near_and _ _ F G)). intros x [ U V ]. pose proof (Rabs_triang (f x) (g x)). lra.
Qed.
Lemma away_times f g : away f -> away g -> away (fun x => f x * g x).
Proof.
  intros (c & P & F) (d & Q & G). exists (c * d). split; [ apply Rmult_lt_0_compat; assumption | ].
  apply (near_mono _ _ (near_and _ _ F G)). intros x [ U V ]. apply Rmult_le_compat; lra.
Qed.
Lemma away_plus f g : away f -> away g -> away (fun x => f x + g x).
Proof.
  intros (c & P & F) (d & Q & G). exists (c + d). split; [ lra | ].
  apply (near_mono _ _ (near_and _ _ F G)). intros x [ U V ]. lra.
Qed.
Lemma bounded_equal f g : (forall x, f x = g x) -> bounded f -> bounded g.
Proof. intros E (C & P & F). exists C. split; [ exact P | ]. apply (near_mono _ _ F). intros x. rewrite E. trivial. Qed.
Lemma away_equal f g : (forall x, f x = g x) -> away f -> away g.
Proof. intros E (C & P & F). exists C. split; [ exact P | ]. apply (near_mono _ _ F). intros x. rewrite E. trivial. Qed.

(* Remainders. *)
Lemma within_plus f g r : within f r -> within g r -> within (fun x => f x + g x) r.
Proof.
  destruct r as [ e | ]; simpl.
  - intros (C & P & F) (D & Q & G). exists (C + D). split; [ lra | ].
    apply (near_mono _ _ (near_and _ _ F G)). intros x [ U V ]. pose proof (Rabs_triang (f x) (g x)). lra.
  - intros F G. apply (near_mono _ _ (near_and _ _ F G)). intros x [ -> -> ]. lra.
Qed.
Lemma within_equal f g r : near (fun x => f x = g x) -> within f r -> within g r.
Proof.
  intro E. destruct r as [ e | ]; simpl.
  - intros (C & P & F). exists C. split; [ exact P | ].
    apply (near_mono _ _ (near_and _ _ E F)). intros x [ <- H ]. exact H.
  - intros F. apply (near_mono _ _ (near_and _ _ E F)). intros x [ <- H ]. exact H.
Qed.
Definition covered (r s : option (R -> R)) :=
  match r, s with None, _ => True | Some e, Some d => below e d | _, _ => False end.
Lemma within_covered f r s : covered r s -> within f r -> within f s.
Proof.
  destruct r as [ e | ], s as [ d | ]; simpl; try tauto.
  - intros (K & B) (C & P & F). exists (C * exp K). split; [ apply Rmult_lt_0_compat; [ exact P | apply exp_pos ] | ].
    apply (near_mono _ _ (near_and _ _ B F)). intros x [ U V ]. apply (Rle_trans _ _ _ V).
    rewrite Rmult_assoc, <- exp_plus. apply Rmult_le_compat_l; [ lra | ]. apply exp_le. lra.
  - intros _ F. exists 1. split; [ lra | ]. apply (near_mono _ _ F). intros x ->. rewrite Rabs_R0.
    pose proof (exp_pos (d x)). lra.
Qed.
Lemma within_term k e d : bounded k -> below e d -> within (fun x => k x * exp (e x)) (Some d).
Proof.
  intros (C & P & F) (K & B). exists (C * exp K).
  split; [ apply Rmult_lt_0_compat; [ exact P | apply exp_pos ] | ].
  apply (near_mono _ _ (near_and _ _ F B)). intros x [ U V ].
  rewrite Rabs_mult, (Rabs_pos_eq (exp (e x))) by (left; apply exp_pos). rewrite Rmult_assoc, <- exp_plus.
  apply Rmult_le_compat; auto using Rabs_pos; [ left; apply exp_pos | apply exp_le; lra ].
Qed.
Definition dropped (s : option (R -> R)) (p : (R -> R) * (R -> R)) :=
  bounded (fst p) /\ match s with None => False | Some d => below (snd p) d end.
Lemma within_total l s : Forall (dropped s) l -> within (total l) s.
Proof.
  induction 1 as [ | [ k e ] l [ B D ] _ I ]; simpl.
  - destruct s as [ d | ]; simpl; [ exists 1; split; [ lra | ] | ]; apply near_always; intro x; [ | reflexivity ].
    rewrite Rabs_R0. pose proof (exp_pos (d x)). lra.
  - destruct s as [ d | ]; [ | contradiction ].
    apply (within_plus (fun x => k x * exp (e x))); [ apply within_term; assumption | exact I ].
Qed.
Definition shifted (r : option (R -> R)) (b : R -> R) :=
  match r with None => None | Some e => Some (fun x => e x + b x) end.
Lemma within_times f g r b : within f r -> within g (Some b) -> within (fun x => f x * g x) (shifted r b).
Proof.
  intros F (D & Q & G). destruct r as [ e | ]; simpl in *.
  - destruct F as (C & P & F). exists (C * D). split; [ apply Rmult_lt_0_compat; assumption | ].
    apply (near_mono _ _ (near_and _ _ F G)). intros x [ U V ]. rewrite Rabs_mult, exp_plus.
    replace (C * D * (exp (e x) * exp (b x))) with (C * exp (e x) * (D * exp (b x))) by ring.
    apply Rmult_le_compat; auto using Rabs_pos.
  - apply (near_mono _ _ F). intros x ->. ring.
Qed.

(* Germs. *)
Lemma germ_equal f g l r : near (fun x => f x = g x) -> germ f l r -> germ g l r.
Proof.
  intro E. apply within_equal. apply (near_mono _ _ E). intros x ->. reflexivity.
Qed.
Lemma germ_collected f l l' d r s :
  germ f l r -> (forall x, total l x = total l' x + total d x) -> Forall (dropped s) d -> covered r s -> germ f l' s.
Proof.
  intros G E D C. apply (within_equal (fun x => f x - total l x + total d x)).
  - apply near_always. intro x. rewrite E. ring.
  - apply (within_plus (fun x => f x - total l x)); [ exact (within_covered _ _ _ C G) | exact (within_total _ _ D) ].
Qed.
Lemma total_append l k x : total (l ++ k) x = total l x + total k x.
Proof. induction l as [ | [ c e ] l I ]; simpl; [ ring | rewrite I; ring ]. Qed.
Lemma germ_plus f g l k r q s :
  germ f l r -> germ g k q -> covered r s -> covered q s -> germ (fun x => f x + g x) (l ++ k) s.
Proof.
  intros F G C D. apply (within_equal (fun x => (f x - total l x) + (g x - total k x))).
  - apply near_always. intro x. rewrite total_append. ring.
  - apply (within_plus (fun x => f x - total l x)); [ exact (within_covered _ _ _ C F) | exact (within_covered _ _ _ D G) ].
Qed.
Definition multiplied (c : R -> R) (b : R -> R) (p : (R -> R) * (R -> R)) : (R -> R) * (R -> R) :=
  (fun x => c x * fst p x, fun x => b x + snd p x).
Lemma total_scaled c b l x : total (map (multiplied c b) l) x = c x * exp (b x) * total l x.
Proof. induction l as [ | [ k e ] l I ]; simpl; [ ring | rewrite I, exp_plus; ring ]. Qed.
Definition all_products l k := flat_map (fun p => map (multiplied (fst p) (snd p)) k) l.
Lemma total_products l k x : total (all_products l k) x = total l x * total k x.
Proof.
  unfold all_products. induction l as [ | [ c e ] l I ]; simpl; [ ring | ].
  rewrite total_append, I, total_scaled. simpl. ring.
Qed.
Lemma germ_times f g l k r q a b s :
  germ f l r -> germ g k q -> within (total l) (Some a) -> within g (Some b) ->
  covered (shifted r b) s -> covered (shifted q a) s -> germ (fun x => f x * g x) (all_products l k) s.
Proof.
  intros F G A B C D. apply (within_equal (fun x => (f x - total l x) * g x + (g x - total k x) * total l x)).
  - apply near_always. intro x. rewrite total_products. ring.
  - apply (within_plus (fun x => (f x - total l x) * g x)).
    + apply (within_covered _ _ _ C). exact (within_times _ _ _ _ F B).
    + apply (within_covered _ _ _ D). exact (within_times _ _ _ _ G A).
Qed.
Lemma germ_scaled f c e l r :
  germ f l r -> germ (fun x => c * exp (e x) * f x) (map (multiplied (fun _ => c) e) l) (shifted r e).
Proof.
  intro F. apply (within_equal (fun x => (f x - total l x) * (c * exp (e x)))).
  - apply near_always. intro x. rewrite total_scaled. ring.
  - apply within_times; [ exact F | ]. apply within_term; [ apply bounded_constant | apply below_same; reflexivity ].
Qed.
Lemma germ_opposite f l r : germ f l r -> germ (fun x => - f x) (map (multiplied (fun _ => -1) (fun _ => 0)) l) r.
Proof.
  intro F. apply (within_equal (fun x => - (f x - total l x))).
  - apply near_always. intro x. rewrite total_scaled, exp_0. ring.
  - destruct r as [ e | ]; simpl in *.
    + destruct F as (C & P & F). exists C. split; [ exact P | ].
      apply (near_mono _ _ F). intros x H. rewrite Rabs_Ropp. exact H.
    + apply (near_mono _ _ F). intros x ->. ring.
Qed.
Lemma germ_constant c e : (forall x, e x = 0) -> germ (fun _ => c) ((fun _ => c, e) :: nil) None.
Proof. intro E. apply near_always. intro x. simpl. rewrite E, exp_0. ring. Qed.
Lemma germ_nothing f : near (fun x => f x = 0) -> germ f nil None.
Proof. intro H. apply (near_mono _ _ H). intros x ->. simpl. ring. Qed.
Lemma germ_ilog n : germ (ilog n) ((fun _ => 1, ilog (S n)) :: nil) None.
Proof. apply (near_mono _ _ (ilog_exp n)). intros x H. cbn [total]. rewrite <- H. ring. Qed.
Lemma germ_only f k e : near (fun x => f x = k x * exp (e x)) -> germ f ((k, e) :: nil) None.
Proof. intro H. apply (near_mono _ _ H). intros x ->. simpl. ring. Qed.
Lemma germ_equation f k e : germ f ((k, e) :: nil) None -> near (fun x => f x = k x * exp (e x)).
Proof. intro H. apply (near_mono _ _ H). simpl. intros. lra. Qed.

(* Sizes. *)
Definition beyond (e : R -> R) (p : (R -> R) * (R -> R)) := bounded (fst p) /\ far (snd p) e.
Definition exceeds (e : R -> R) (r : option (R -> R)) := match r with None => True | Some d => far d e end.
Lemma within_small f r e : exceeds e r -> within f r -> small f (fun x => exp (e x)).
Proof.
  destruct r as [ d | ]; simpl.
  - intros F (C & P & W) c P'. assert (H : 0 < c * / C) by (apply Rmult_lt_0_compat; [ | apply Rinv_0_lt_compat ]; assumption).
    apply (near_mono _ _ (near_and _ _ W (small_exp _ _ F _ H))). intros x [ U V ].
    apply (Rle_trans _ _ _ U). rewrite Rabs_pos_eq in V by (left; apply exp_pos).
    apply (Rmult_le_compat_l C) in V; [ | lra ].
    replace (C * (c * / C * exp (e x))) with (c * exp (e x)) in V by (field; lra). exact V.
  - intros _ W c P. apply (near_mono _ _ W). intros x ->. rewrite Rabs_R0.
    apply Rmult_le_pos; [ lra | left; apply exp_pos ].
Qed.
Lemma term_negligible k e d : bounded k -> far e d -> small (fun x => k x * exp (e x)) (fun x => exp (d x)).
Proof.
  intros B F. apply (within_small _ (Some e)); [ exact F | ].
  apply within_term; [ exact B | apply below_same; reflexivity ].
Qed.
Lemma small_sum f g h : small f h -> small g h -> small (fun x => f x + g x) h.
Proof.
  intros F G c P. assert (H : 0 < c / 2) by lra.
  apply (near_mono _ _ (near_and _ _ (F _ H) (G _ H))). intros x [ U V ].
  pose proof (Rabs_triang (f x) (g x)). lra.
Qed.
Lemma total_small l e : Forall (beyond e) l -> small (total l) (fun x => exp (e x)).
Proof.
  induction 1 as [ | [ k d ] l [ B F ] _ I ]; simpl.
  - intros c P. apply near_always. intro x. rewrite Rabs_R0. apply Rmult_le_pos; [ lra | left; apply exp_pos ].
  - apply (small_sum (fun x => k x * exp (d x))); [ apply term_negligible; assumption | exact I ].
Qed.
Lemma leading f k e l r :
  germ f ((k, e) :: l) r -> Forall (beyond e) l -> exceeds e r -> small (fun x => f x - k x * exp (e x)) (fun x => exp (e x)).
Proof.
  intros G L X c P. pose proof (small_sum _ _ _ (within_small _ _ _ X G) (total_small _ _ L) c P) as H.
  apply (near_mono _ _ H). intros x V. simpl in V.
  replace (f x - k x * exp (e x)) with (f x - (k x * exp (e x) + total l x) + total l x) by ring. exact V.
Qed.
Lemma positive_lead f k e l r :
  germ f ((k, e) :: l) r -> bounded k -> away k -> Forall (beyond e) l -> exceeds e r -> between f e.
Proof.
  intros G (C & P & B) (c & Q & A) L X. assert (H : 0 < c / 2) by lra.
  exists (c / 2), (C + c / 2). split; [ exact H | ]. split; [ lra | ].
  apply (near_mono _ _ (near_and _ _ (near_and _ _ A B) (leading _ _ _ _ _ G L X _ H))). intros x [ [ U V ] W ].
  pose proof (exp_pos (e x)) as E. pose proof (Rle_abs (f x - k x * exp (e x))) as S.
  pose proof (Rle_abs (- (f x - k x * exp (e x)))) as T. rewrite Rabs_Ropp in T. pose proof (Rle_abs (k x)).
  assert (c * exp (e x) <= k x * exp (e x)) by (apply Rmult_le_compat_r; lra).
  assert (k x * exp (e x) <= C * exp (e x)) by (apply Rmult_le_compat_r; lra). lra.
Qed.
Lemma upper f k e l r : germ f ((k, e) :: l) r -> bounded k -> Forall (beyond e) l -> exceeds e r -> within f (Some e).
Proof.
  intros G B L X. apply (within_equal (fun x => k x * exp (e x) + (f x - k x * exp (e x)))).
  - apply near_always. intro; ring.
  - apply (within_plus (fun x => k x * exp (e x))); [ apply within_term; [ exact B | apply below_same; reflexivity ] | ].
    exists 1. split; [ lra | exact (leading _ _ _ _ _ G L X 1 Rlt_0_1) ].
Qed.
Lemma upper_rest f e : germ f nil (Some e) -> within f (Some e).
Proof. apply within_equal. apply near_always. intro. simpl. ring. Qed.
Lemma within_between f e : between f e -> within f (Some e).
Proof.
  intros (c & C & P & Q & B). exists C. split; [ exact Q | ]. apply (near_mono _ _ B). intros x [ U V ].
  rewrite Rabs_pos_eq; [ exact V | ]. apply (Rle_trans _ (c * exp (e x))); [ | exact U ].
  apply Rmult_le_pos; [ lra | left; apply exp_pos ].
Qed.
Lemma above_zero f e : between f e -> near (fun x => 0 < f x).
Proof.
  intros (c & C & P & Q & B). apply (near_mono _ _ B). intros x [ U V ].
  pose proof (Rmult_lt_0_compat c _ P (exp_pos (e x))). lra.
Qed.
Lemma below_zero f e : between (fun x => - f x) e -> near (fun x => f x < 0).
Proof. intro B. apply (near_mono _ _ (above_zero _ _ B)). intros x H. lra. Qed.
Lemma between_absolute f e : between f e -> between (fun x => Rabs (f x)) e.
Proof.
  intros B. pose proof (above_zero _ _ B) as A. destruct B as (c & C & P & Q & B). exists c, C.
  split; [ exact P | ]. split; [ exact Q | ]. apply (near_mono _ _ (near_and _ _ A B)). intros x [ U V ].
  rewrite Rabs_pos_eq by lra. exact V.
Qed.
Lemma between_opposite f e : between (fun x => - f x) e -> between (fun x => Rabs (f x)) e.
Proof.
  intro B. apply between_absolute in B. destruct B as (c & C & P & Q & B). exists c, C.
  split; [ exact P | ]. split; [ exact Q | ]. apply (near_mono _ _ B). intros x. rewrite Rabs_Ropp. trivial.
Qed.
(* Products where nothing, or only one factor, is left out; sums; what vanishes. *)
Lemma germ_total l : germ (total l) l None.
Proof. apply near_always. intro x. ring. Qed.
Lemma germ_times_exactly f g l k : germ f l None -> germ g k None -> germ (fun x => f x * g x) (all_products l k) None.
Proof.
  intros F G. apply (near_mono _ _ (near_and _ _ F G)). intros x [ U V ]. rewrite total_products.
  replace (f x) with (total l x) by lra. replace (g x) with (total k x) by lra. ring.
Qed.
Lemma germ_times_left f g l k r b :
  germ f l r -> germ g k None -> within g (Some b) -> germ (fun x => f x * g x) (all_products l k) (shifted r b).
Proof.
  intros F G B. apply (within_equal (fun x => (f x - total l x) * g x)).
  - apply (near_mono _ _ G). intros x V. rewrite total_products. replace (total k x) with (g x) by lra. ring.
  - apply within_times; assumption.
Qed.
Lemma germ_times_right f g l k q a :
  germ f l None -> germ g k q -> within f (Some a) -> germ (fun x => f x * g x) (all_products l k) (shifted q a).
Proof.
  intros F G A. apply (within_equal (fun x => (g x - total k x) * f x)).
  - apply (near_mono _ _ F). intros x V. rewrite total_products. replace (total l x) with (f x) by lra. ring.
  - apply within_times; assumption.
Qed.
Lemma germ_times_nothing f g : germ f nil None -> germ (fun x => f x * g x) nil None.
Proof. intro F. apply (near_mono _ _ F). simpl. intros x H. replace (f x) with 0 by lra. ring. Qed.
Lemma germ_times_by_nothing f g : germ g nil None -> germ (fun x => f x * g x) nil None.
Proof. intro F. apply (near_mono _ _ F). simpl. intros x H. replace (g x) with 0 by lra. ring. Qed.
Lemma vanishing f : germ f nil None -> near (fun x => f x = 0).
Proof. intro F. apply (near_mono _ _ F). simpl. intros. lra. Qed.
Lemma below_equal e d f : (forall x, e x = d x) -> below d f -> below e f.
Proof. intros E (K & B). exists K. apply (near_mono _ _ B). intros x. rewrite E. trivial. Qed.
Lemma within_nothing e : within (total nil) (Some e).
Proof. exact (within_total nil (Some e) (Forall_nil _)). Qed.
Lemma germ_without f c e l r : c = 0 -> germ f ((fun _ => c, e) :: l) r -> germ f l r.
Proof.
  intros -> G. apply (within_equal (fun x => f x - total ((fun _ => 0, e) :: l) x)); [ | exact G ].
  apply near_always. intro x. cbn [total]. ring.
Qed.
Lemma germ_constants f c d e : germ f ((fun _ => c, e) :: nil) None -> c = d -> germ f ((fun _ => d, e) :: nil) None.
Proof. intros G <-. exact G. Qed.
Lemma germ_behind f large l r e :
  germ f (large ++ l) r -> near (fun x => total large x = e x) -> germ (fun x => f x - e x) l r.
Proof.
  intros G E. apply (within_equal (fun x => f x - total (large ++ l) x)); [ | exact G ].
  apply (near_mono _ _ E). intros x <-. rewrite total_append. ring.
Qed.
Lemma near_symmetry (f g : R -> R) : near (fun x => f x = g x) -> near (fun x => g x = f x).
Proof. intro H. apply (near_mono _ _ H). intros x E. symmetry. exact E. Qed.
Lemma far_ilog n : far (ilog (S n)) (ilog n).
Proof.
  intro K. apply (near_mono _ _ (ilog_grows n (1 + 2 * (Rabs K + Rabs (ln (1 / 2)))))). intros x H.
  pose proof (Rabs_pos K). pose proof (Rabs_pos (ln (1 / 2))).
  pose proof (log_line (ilog n x) (1 / 2)) as L. change (ilog (S n) x) with (ln (ilog n x)).
  pose proof (Rle_abs K). pose proof (Rle_abs (- ln (1 / 2))) as N. rewrite Rabs_Ropp in N. lra.
Qed.
Lemma far_trans e d f : far e d -> far d f -> far e f.
Proof.
  intros F G K. apply (near_mono _ _ (near_and _ _ (F K) (G 0))). intros x [ U V ]. lra.
Qed.
